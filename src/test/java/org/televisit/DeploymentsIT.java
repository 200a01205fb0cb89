package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;

@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeploymentsIT {
  @Inject People people;

  @Deployment
  static WebArchive application() {
    return Deployments.televisit();
  }

  @Test
  void a_test_calls_the_applications_services_in_their_container() {
    assertThat(people.practitioners())
        .extracting(PersonRef::name)
        .contains("Mei Lin", "Jonas Meyer");
  }
}
