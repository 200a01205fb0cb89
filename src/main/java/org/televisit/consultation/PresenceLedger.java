package org.televisit.consultation;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.lang.System.Logger;
import java.time.Instant;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.televisit.identity.Actor;
import org.televisit.recording.DatabaseAway;
import org.televisit.scheduling.AppointmentId;

/**
 * What the database is still to hear of one room: who is not connected any more, and whose screen
 * is shared or no longer. Nobody in the room waits for that; while the database does not answer, it
 * waits here in order, and is written with the moment at which it happened. What waits here when
 * this node is killed is lost.
 */
final class PresenceLedger {

  private static final Logger LOG = System.getLogger(PresenceLedger.class.getName());

  /** Whoever shares and takes back more often than that while no database answers plays with us. */
  private static final int MOST_SCREENS = 1000;

  private final AppointmentId visit;
  private final RoomRegister register;
  private final Executor elsewhere;
  private final Queue<Runnable> waiting = new LinkedBlockingQueue<>();
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile boolean late;

  /**
   * @param elsewhere where lines are written that nobody waits for
   */
  PresenceLedger(AppointmentId visit, RoomRegister register, Executor elsewhere) {
    this.visit = visit;
    this.register = register;
    this.elsewhere = elsewhere;
  }

  /** Somebody's connection is gone, since then. */
  void gone(Actor person, UUID seat, Presence.Reason why, Instant when) {
    add(() -> register.gone(person, visit, seat, why, when)); // who comes in finds none waiting
  }

  /** Somebody's screen can be seen, since then. */
  void shares(UUID seat, Instant when) {
    addScreen(() -> register.shares(seat, when));
  }

  /** Nobody is to see it any more, since then. */
  void unshares(UUID seat, Instant when) {
    addScreen(() -> register.unshares(seat, when));
  }

  private void addScreen(Runnable line) {
    if (waiting.size() < MOST_SCREENS) {
      add(line);
    } else {
      LOG.log(ERROR, "{0}: too much waits, a shared screen is not written down", visit.entity());
    }
  }

  private void add(Runnable line) {
    waiting.add(line);
    look();
  }

  /** Whether nothing waits to be written. From any thread. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Writes what waits, if the database lets it; somebody else does. Never blocks. */
  void look() {
    if (waiting.isEmpty() || !writing.compareAndSet(false, true)) {
      return;
    }
    try {
      elsewhere.execute(this::tryToWrite);
    } catch (RejectedExecutionException e) {
      writing.set(false);
    }
  }

  private void tryToWrite() {
    try {
      catchUp();
    } catch (RuntimeException e) {
      LOG.log(late ? DEBUG : WARNING, visit.entity() + ": its ledger is written later", e);
      late = true;
    } finally {
      writing.set(false);
    }
  }

  /**
   * Writes what waits before that which must come after it. Blocks.
   *
   * @throws RuntimeException if the database is away; all that it has not heard still waits then
   */
  synchronized void catchUp() {
    for (Runnable next = waiting.peek(); next != null; next = waiting.peek()) {
      try {
        next.run();
      } catch (RuntimeException e) {
        if (DatabaseAway.causes(e)) {
          throw e;
        }
        LOG.log(ERROR, visit.entity() + ": a line of its ledger cannot be written", e);
      }
      waiting.remove();
    }
    late = false;
  }
}
