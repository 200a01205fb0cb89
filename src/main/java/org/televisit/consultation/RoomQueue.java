package org.televisit.consultation;

import static java.lang.System.Logger.Level.ERROR;

import java.lang.System.Logger;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.televisit.consent.SpeakerAbsentException;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.media.BadOfferException;
import org.televisit.media.MediaUnavailableException;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.ProblemException;
import org.televisit.scheduling.AppointmentId;

/**
 * All that happens in one room, one after the other. What fails is told to who asked for it, and
 * the next step comes all the same.
 */
final class RoomQueue {

  private static final Logger LOG = System.getLogger(RoomQueue.class.getName());

  private final AppointmentId visit;
  private final SerialQueue queue;
  private final Runnable mediaLost;
  private final AtomicBoolean ticking = new AtomicBoolean();

  /**
   * @param mediaLost what to do when a step finds that the media server is away
   */
  RoomQueue(AppointmentId visit, Executor pool, Runnable mediaLost) {
    this.visit = visit;
    this.queue = new SerialQueue(pool);
    this.mediaLost = mediaLost;
  }

  /** Does something in its turn, as it is. */
  void add(Runnable step) {
    queue.add(step);
  }

  /**
   * Does something in its turn.
   *
   * @param visitor who asked for it; null if nobody did
   */
  void later(@Nullable Visitor visitor, Runnable step) {
    queue.add(() -> guarded(visitor, step));
  }

  /** Does in its turn what is to be done again and again, unless the last time still waits. */
  void tick(Runnable step) {
    if (ticking.compareAndSet(false, true)) {
      later(
          null,
          () -> {
            ticking.set(false);
            step.run();
          });
    }
  }

  /** Does something before all else that waits. */
  void first(@Nullable Visitor visitor, Runnable step) {
    queue.addFirst(() -> guarded(visitor, step));
  }

  /** Does something now, as part of a step. */
  void guarded(@Nullable Visitor visitor, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      failed(visitor, e);
    }
  }

  /** What somebody asked for has come to nothing. */
  void failed(@Nullable Visitor visitor, RuntimeException why) {
    if (why instanceof MediaUnavailableException) {
      LOG.log(ERROR, visit.entity() + ": " + why.getMessage());
      mediaLost.run();
    } else if (why instanceof BadOfferException) {
      tell(visitor, Problem.Code.BAD_OFFER);
    } else if (why instanceof SpeakerAbsentException) {
      tell(visitor, Problem.Code.SPEAKER_ABSENT);
    } else if (why instanceof NotAllowedException || why instanceof ProblemException) {
      tell(visitor, Problem.Code.NOT_ALLOWED); // audited by who refused
    } else {
      LOG.log(ERROR, visit.entity() + ": a step of the room failed", why);
      tell(visitor, Problem.Code.INTERNAL);
    }
  }

  private static void tell(@Nullable Visitor visitor, Problem.Code code) {
    if (visitor != null) {
      visitor.line().send(new Problem(code));
    }
  }
}
