package org.televisit.recording;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets an upload in, once per token. The row decides; only while the database is away this node's
 * own memory does, and a token that it does not know waits for the database to come back.
 */
@ApplicationScoped
class IngestGate {

  private static final Logger LOG = System.getLogger(IngestGate.class.getName());

  /** Uploads that may wait for the database, each with a thread; media servers buffer meanwhile. */
  private static final int MOST_WAITING = 16;

  private static final int TRIES = 60;

  @Inject IngestTokens tokens;
  @Inject RecordingRegister register;
  @Inject IngestRegister rows;
  @Inject LateRows late;
  @Inject Clock clock;

  private final Semaphore places = new Semaphore(MOST_WAITING);

  /**
   * @return the recording that this token was made for; empty if there is none, or if it was used
   *     before
   */
  Optional<RecordingId> admit(IngestToken token) {
    if (!tokens.spend(token)) {
      return Optional.empty();
    }
    Optional<RecordingId> mine = tokens.take(token);
    Instant now = clock.instant(); // the media server records since, whenever the row says so
    try {
      return register.arrive(token, now);
    } catch (RuntimeException e) {
      if (!DatabaseAway.causes(e)) {
        throw e;
      }
      LOG.log(WARNING, "the database is away while a recording arrives");
    }
    if (mine.isEmpty()) {
      return waitFor(token, now);
    }
    RecordingId id = mine.get();
    late.write(id, () -> rows.arrived(id, now));
    return mine;
  }

  private Optional<RecordingId> waitFor(IngestToken token, Instant at) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    try {
      for (int i = 0; i < TRIES; i++) {
        TimeUnit.SECONDS.sleep(1);
        try {
          return register.arrive(token, at);
        } catch (RuntimeException e) {
          if (!DatabaseAway.causes(e)) {
            throw e;
          }
        }
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      places.release();
    }
  }
}
