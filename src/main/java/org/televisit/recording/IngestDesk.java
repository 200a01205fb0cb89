package org.televisit.recording;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.televisit.vault.KeysAwayException;

/** One upload from its token to its row. */
@ApplicationScoped
class IngestDesk {

  private static final Logger LOG = System.getLogger(IngestDesk.class.getName());

  @Inject IngestTokens tokens;
  @Inject IngestGate gate;
  @Inject Ingests ingests;
  @Inject IngestRegister rows;
  @Inject LateRows late;
  @Inject Clock clock;

  /** Whether this node has let an upload in by this token before. */
  boolean isSpent(IngestToken token) {
    return tokens.isSpent(token);
  }

  Optional<RecordingId> admit(IngestToken token) {
    return gate.admit(token);
  }

  /** Takes everything, and sees to it that the row says what became of it. */
  void receive(RecordingId id, InputStream media) {
    try {
      Ingested upload = ingests.receive(id, media);
      Optional<StopOrder> order = ingests.order(id);
      late.write(id, () -> rows.finished(upload, order));
      LOG.log(
          INFO,
          "{0}: {1} ms, {2}, sealed within {3} ms",
          id.entity(),
          String.valueOf(upload.file().duration().toMillis()),
          upload.end(),
          String.valueOf(upload.longestHeld().toMillis()));
      if (upload.end().isEarly() || (upload.end() == IngestEnd.CUT && order.isPresent())) {
        ingests.drop(id, media);
      }
    } catch (NotWebmException e) {
      LOG.log(WARNING, "{0}: {1}", id.entity(), e.failure().code());
      giveUp(id, e.failure(), media);
    } catch (KeysAwayException e) {
      LOG.log(WARNING, id.entity() + " cannot be sealed", e);
      giveUp(id, RecordingFailure.KEYS_AWAY, media);
    } catch (IOException e) {
      LOG.log(WARNING, id.entity() + " cannot be stored", e);
      giveUp(id, RecordingFailure.STORAGE, media);
    }
  }

  /** The room learns of it at once and stops the recorder; until then nobody is refused quickly. */
  private void giveUp(RecordingId id, RecordingFailure why, InputStream media) {
    Optional<StopOrder> order = ingests.order(id);
    Instant now = clock.instant();
    late.write(id, () -> rows.failed(id, why, order, now));
    ingests.drop(id, media);
  }
}
