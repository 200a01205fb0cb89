package org.televisit.vault;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the vault does by itself: moving recordings into the store, and rewrapping keys if told to.
 */
@ApplicationScoped
class Upkeep {

  private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

  private static final long SECONDS = 10;

  @Inject Vault vault;

  /** Whether to wrap all keys anew, by the primary key-encryption key. */
  @Inject
  @ConfigProperty(name = "televisit.recording.rewrap", defaultValue = "false")
  boolean rewrap;

  @Resource ManagedScheduledExecutorService scheduler;

  private @Nullable ScheduledFuture<?> running;

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    running = scheduler.scheduleWithFixedDelay(this::upkeep, SECONDS, SECONDS, TimeUnit.SECONDS);
    if (rewrap) {
      scheduler.execute(this::rewrap);
    }
  }

  private void upkeep() {
    try {
      vault.upkeep();
    } catch (Throwable e) { // would end the schedule
      LOG.log(System.Logger.Level.ERROR, "the vault's upkeep failed", e);
    }
  }

  private void rewrap() {
    try {
      Rewrapped done = vault.rewrap();
      LOG.log(
          done.complete() ? System.Logger.Level.INFO : System.Logger.Level.ERROR,
          "keys rewrapped: {0}, were already: {1}, could not be: {2}",
          done.changed(),
          done.unchanged(),
          done.unopened());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "keys cannot be rewrapped", e);
    }
  }

  @PreDestroy
  void stop() {
    if (running != null) {
      running.cancel(false);
    }
  }
}
