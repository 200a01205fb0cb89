package org.televisit.consultation;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.televisit.media.MediaServer;
import org.televisit.media.MediaUnavailableException;
import org.televisit.recording.NodeDied;

/**
 * Puts right what the earlier life of this node could not: connections it left open are lost, media
 * that it left running is released, recorders first. Visits in progress get new media when somebody
 * returns. Connections of another node are lost when that one is dead. Withdrawals that it had
 * noted and not stored are stored first.
 */
@ApplicationScoped
class RoomStartup {

  private static final Logger LOG = System.getLogger(RoomStartup.class.getName());

  @Inject RoomRegister register;
  @Inject MediaServer media;
  @Inject WithdrawalNotes notes;

  @Resource ManagedExecutorService executor;
  @Resource ManagedScheduledExecutorService scheduler;

  private @Nullable ScheduledFuture<?> storing;

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    if (!notes.storeAll()) { // before anybody can be recorded again, if it is possible
      storing = scheduler.scheduleWithFixedDelay(this::storeNotes, 5, 5, TimeUnit.SECONDS);
    }
    register.loseOpenPresences();
    List<RoomRegister.Leftover> leftovers = register.leftovers();
    if (!leftovers.isEmpty()) {
      executor.execute(() -> leftovers.forEach(this::release));
    }
  }

  private void storeNotes() {
    try {
      if (notes.storeAll()) {
        unschedule();
      }
    } catch (Throwable e) { // a periodic task that throws is never run again
      LOG.log(WARNING, "withdrawals that were noted could not be stored; tried again", e);
    }
  }

  @PreDestroy
  void unschedule() {
    if (storing != null) {
      storing.cancel(false);
    }
  }

  /** What another node held is lost as well, once that is dead. */
  void bury(@Observes NodeDied event) {
    register.lose(event.node(), event.lastHeard());
  }

  void release(RoomRegister.Leftover leftover) {
    try {
      media.release(leftover.pipeline());
      register.released(leftover);
    } catch (MediaUnavailableException e) {
      LOG.log(INFO, "{0}: its media is released at the next start", leftover.visit().entity());
    }
  }
}
