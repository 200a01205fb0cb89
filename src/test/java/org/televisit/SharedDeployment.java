package org.televisit;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.context.annotation.DeploymentScoped;
import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.container.spi.event.StopContainer;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jspecify.annotations.Nullable;

/**
 * Lets Arquillian deploy what {@link Deployments} makes with the first test class of a run, and
 * take it away after the last one: for all of them it is the same.
 */
public final class SharedDeployment implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Once.class);
  }

  /** Comes after Arquillian has made the context of a deployment, and before it deploys. */
  public static final class Once {
    private static final int WITHIN_CONTEXT = -1;
    private static final int BEFORE_IT_STOPS = 1;

    @Inject @DeploymentScoped private InstanceProducer<DeploymentDescription> descriptions;
    @Inject @DeploymentScoped private InstanceProducer<Deployment> deployments;
    @Inject @DeploymentScoped private InstanceProducer<ProtocolMetaData> addresses;

    private @Nullable Deployed deployed;

    private record Deployed(
        DeployableContainer<?> server, DeploymentDescription what, ProtocolMetaData address) {}

    public void deploy(
        @Observes(precedence = WITHIN_CONTEXT) EventContext<DeployDeployment> deploying) {
      Deployment wanted = deploying.getEvent().getDeployment();
      Deployed there = deployed;
      if (there == null) {
        deploying.proceed();
        deployed =
            new Deployed(
                deploying.getEvent().getDeployableContainer(),
                wanted.getDescription(),
                addresses.get());
        return;
      }
      descriptions.set(wanted.getDescription());
      deployments.set(wanted);
      addresses.set(there.address());
      wanted.deployed();
    }

    public void undeploy(
        @Observes(precedence = WITHIN_CONTEXT) EventContext<UnDeployDeployment> undeploying) {
      if (deployed == null) {
        undeploying.proceed(); // what could not be deployed
      }
    }

    public void end(@Observes(precedence = BEFORE_IT_STOPS) StopContainer ending)
        throws DeploymentException {
      Deployed there = deployed;
      deployed = null;
      if (there != null) {
        there.server().undeploy(there.what().getTestableArchive());
      }
    }
  }
}
