package org.televisit.consultation;

import static java.lang.System.Logger.Level.DEBUG;

import java.lang.System.Logger;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends what may not be recorded any more, and tells everybody, without waiting for the room's
 * queue: however long that is held up. The recorders have to be stopped there afterwards. And the
 * queue does not wait for this: for as long as the database does not answer, it goes on with what
 * it knows.
 */
final class RefusalBrake {

  private static final Logger LOG = System.getLogger(RefusalBrake.class.getName());

  private final Seats seats;
  private final Recorders recorders;
  private final RecordingGate gate;
  private final Executor pool;
  private final Runnable news;
  private final AtomicBoolean asking = new AtomicBoolean();

  /**
   * @param pool where the database is asked
   * @param news is run when it has answered, in a thread of that pool
   */
  RefusalBrake(Seats seats, Recorders recorders, RecordingGate gate, Executor pool, Runnable news) {
    this.seats = seats;
    this.recorders = recorders;
    this.gate = gate;
    this.pool = pool;
    this.news = news;
  }

  /**
   * When this returns nothing more is stored that needs the permission of one of these people. From
   * any thread; never blocks.
   */
  void refused(Set<String> subjects) {
    tell(recorders.brake(subjects));
  }

  /** Looks for what was answered elsewhere, unless it still does. Never blocks. */
  void look() {
    if (asking.compareAndSet(false, true)) {
      try {
        pool.execute(this::ask);
      } catch (RejectedExecutionException e) {
        asking.set(false);
      }
    }
  }

  /** A refusal that was stored on another node counts here. */
  private void ask() {
    try {
      tell(recorders.brakeRunning(gate.refusing()));
      news.run();
    } catch (RuntimeException e) {
      LOG.log(DEBUG, "the consents cannot be read now", e);
    } finally {
      asking.set(false);
    }
  }

  private void tell(List<SeatRecording> news) {
    if (!news.isEmpty()) {
      seats.sayToAll(new ServerMessage.Pulse(news));
    }
  }
}
