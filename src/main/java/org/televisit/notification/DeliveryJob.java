package org.televisit.notification;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Looks into the outbox every few seconds, on every node. */
@ApplicationScoped
class DeliveryJob {

  private static final Logger LOG = System.getLogger(DeliveryJob.class.getName());

  @Inject Delivery delivery;
  @Inject MailSettings settings;

  @Inject
  @ConfigProperty(name = "televisit.mail.every")
  Duration every;

  @Resource ManagedScheduledExecutorService scheduler;

  private @Nullable ScheduledFuture<?> looking;

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    settings.check(); // a wrong one stops the deployment
    looking =
        scheduler.scheduleWithFixedDelay(
            this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    delivery.stop();
    if (looking != null) {
      looking.cancel(false);
    }
  }

  private void look() {
    try {
      delivery.deliver();
    } catch (Throwable e) { // a periodic task that throws is never run again
      LOG.log(WARNING, "the outbox could not be looked after; tried again", e);
    }
  }
}
