package org.televisit.scheduling;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Gives back what was held for too long, and offers what is free to those who wait; every few
 * seconds. No booking waits for that, as each frees what is in its own way; but who looks for a
 * free time should find it soon.
 */
@ApplicationScoped
class HoldSweep {

  private static final System.Logger LOG = System.getLogger(HoldSweep.class.getName());

  @Inject Holds holds;
  @Inject WaitlistRounds waitlist;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "televisit.holds.every")
  Duration every;

  @Resource ManagedScheduledExecutorService scheduler;

  private @Nullable ScheduledFuture<?> sweeping;

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    sweeping =
        scheduler.scheduleWithFixedDelay(
            this::sweep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    if (sweeping != null) {
      sweeping.cancel(false);
    }
  }

  private void sweep() {
    try {
      boolean more = true;
      while (more) {
        more = holds.sweep(clock.instant());
      }
      waitlist.go();
    } catch (Throwable e) { // a periodic task that throws is never run again
      LOG.log(
          WARNING,
          "expired holds were not given back, or nobody who waits was served; tried again",
          e);
    }
  }
}
