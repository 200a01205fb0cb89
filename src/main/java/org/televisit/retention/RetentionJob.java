package org.televisit.retention;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.televisit.platform.ClinicInfo;

/**
 * At the start and every few minutes finishes deletions that were decided and not done, and looks
 * whether the day's retention is still to be done: so a node that was down at that hour makes up
 * for it when it is back.
 */
@ApplicationScoped
class RetentionJob {

  private static final Logger LOG = System.getLogger(RetentionJob.class.getName());
  private static final int MINUTES = 5;

  @Inject RetentionDay retention;
  @Inject Interrupted interrupted;
  @Inject ClinicInfo clinic;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "televisit.retention.at")
  String at;

  @Resource ManagedScheduledExecutorService scheduler;

  private @Nullable ScheduledFuture<?> looking;

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    LocalTime hour = LocalTime.parse(at); // a wrong one stops the deployment
    scheduler.execute(this::bringToAnEnd);
    looking = scheduler.scheduleWithFixedDelay(() -> look(hour), 1, MINUTES, TimeUnit.MINUTES);
  }

  @PreDestroy
  void stop() {
    if (looking != null) {
      looking.cancel(false);
    }
  }

  /**
   * What the database says is destroyed, is, whatever backup this node starts with; and what was
   * decided when it died is done.
   */
  void bringToAnEnd() {
    try {
      interrupted.destroyRevived();
    } catch (RuntimeException e) {
      LOG.log(WARNING, "it was not looked whether a backup has brought recordings back", e);
    }
    finish();
  }

  private void finish() {
    try {
      interrupted.finish();
    } catch (Throwable e) { // as below
      LOG.log(WARNING, "what was to be destroyed could not be looked for; tried again", e);
    }
  }

  /** What was decided is done at any hour; what is due is decided after that hour. */
  void look(LocalTime hour) {
    finish();
    ZonedDateTime now = clock.instant().atZone(clinic.getZone());
    try {
      if (!now.toLocalTime().isBefore(hour)) {
        retention.once(now.toLocalDate());
      }
    } catch (Throwable e) { // a periodic task that throws is never run again
      LOG.log(WARNING, "retention could not be looked after; tried again", e);
    }
  }
}
