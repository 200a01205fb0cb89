package org.televisit.recording;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.televisit.vault.DamagedRecordingException;
import org.televisit.vault.DamagedRecordingException.Fault;
import org.televisit.vault.FinishReason;
import org.televisit.vault.KeysAwayException;
import org.televisit.vault.RecordingBusyException;
import org.televisit.vault.Sealed;
import org.televisit.vault.Vault;

/**
 * Finishes what was being recorded when a node died: the file gets its end, the row what proves it
 * whole. What cannot be opened any more fails, and its bytes stay. What is still written, whoever
 * writes it, is left alone.
 */
@ApplicationScoped
class RecordingRecovery {

  private static final Logger LOG = System.getLogger(RecordingRecovery.class.getName());

  @Inject IngestRegister rows;
  @Inject LateRows late;
  @Inject Vault vault;
  @Inject Clock clock;

  /** What an earlier life of this node left; to be listed before the first upload can come. */
  List<RecordingId> leftBy(String node) {
    return rows.unfinishedOf(node);
  }

  /** Finishes what this node itself has left, or had no room to finish. */
  void recover(RecordingId id) {
    finish(id, true, file -> RecordingEnd.NODE_DIED);
  }

  /** Finishes what a dead node has left, as far as its files can be seen from here. */
  void takeOver(String deadNode) {
    for (RecordingId id : rows.unfinishedOf(deadNode)) {
      LOG.log(WARNING, "{0} was left by {1}, which is dead", id.entity(), deadNode);
      finish(id, false, file -> RecordingEnd.NODE_DIED);
    }
  }

  /** Finishes what nobody writes any more, although this node lives. */
  void recoverOrphan(RecordingId id) {
    LOG.log(WARNING, "{0} runs by its row, but no upload does", id.entity());
    finish(id, true, RecordingRecovery::endOfOrphan);
  }

  /** As its file tells; one that got no end was not to be written. */
  private static RecordingEnd endOfOrphan(Sealed file) {
    return file.reason() == FinishReason.CRASH
        ? RecordingEnd.STORAGE
        : RecordingEnd.of(file.reason());
  }

  private void finish(RecordingId id, boolean own, Function<Sealed, RecordingEnd> why) {
    Instant now = clock.instant();
    try {
      Sealed file = vault.recover(id.value());
      late.write(id, () -> rows.recovered(file, why.apply(file)));
      LOG.log(INFO, "{0} was cut off and has been recovered", id.entity());
    } catch (RecordingBusyException e) {
      LOG.log(INFO, "{0} is still written by somebody", id.entity());
    } catch (DamagedRecordingException e) {
      boolean missing = e.fault() == Fault.MISSING;
      LOG.log(WARNING, id.entity() + " cannot be recovered", e);
      if (missing) {
        late.write(id, () -> rows.missing(id, own, now));
      } else {
        late.write(id, () -> rows.failed(id, RecordingFailure.LOST, now));
      }
    } catch (KeysAwayException e) {
      LOG.log(WARNING, id.entity() + " cannot be opened while the key service is away", e);
      late.write(id, () -> rows.failed(id, RecordingFailure.KEYS_AWAY, now));
    } catch (IOException e) {
      LOG.log(WARNING, id.entity() + " cannot be finished yet", e);
      late.write(
          id, () -> rows.failed(id, RecordingFailure.STORAGE, now)); // there may be room later
    }
  }
}
