package org.televisit.consultation;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.televisit.recording.NodeDied;
import org.televisit.scheduling.AppointmentId;

/**
 * Every minute ends the visits that nobody has ended and in which nobody is any more, so that each
 * is certified and its room closes. Never one whose room lives here, nor one whose media another
 * node holds: what the ledger says of the people there may be wrong while that node cannot reach
 * the database. Those of a node that is dead are ended here.
 */
@ApplicationScoped
class ClosingTime {

  private static final Logger LOG = System.getLogger(ClosingTime.class.getName());

  @Inject DesertedVisits visits;
  @Inject Rooms rooms;
  @Inject Certification certification;
  @Inject RoomStartup media;

  @Inject
  @ConfigProperty(name = "televisit.node")
  String node;

  @Resource ManagedScheduledExecutorService scheduler;

  private @Nullable ScheduledFuture<?> looking;

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    looking = scheduler.scheduleWithFixedDelay(() -> close(node), 1, 1, TimeUnit.MINUTES);
  }

  @PreDestroy
  void stop() {
    if (looking != null) {
      looking.cancel(false);
    }
  }

  void bury(@Observes NodeDied event) {
    close(event.node());
  }

  /** Ends what there is to end of one node's visits; never throws, as a periodic task must not. */
  void close(String holder) {
    try {
      visits.overdue(holder).stream().filter(visit -> !rooms.know(visit)).forEach(this::end);
    } catch (Throwable e) {
      LOG.log(WARNING, "visits that nobody has ended could not be looked for; tried again", e);
    }
  }

  private void end(AppointmentId visit) {
    try {
      visits.end(visit).ifPresent(this::ended);
    } catch (RuntimeException e) {
      LOG.log(WARNING, visit.entity() + ", which nobody has ended, could not be; tried again", e);
    }
  }

  private void ended(DesertedVisits.Ended ended) {
    LOG.log(INFO, "{0} was ended: nobody had, and nobody was there", ended.visit().entity());
    String left = ended.pipeline();
    if (left != null) {
      media.release(new RoomRegister.Leftover(ended.visit(), left));
    }
    certification.certify(ended.visit());
  }
}
