package org.televisit.recording;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.televisit.platform.Violations;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.Shredded;
import org.televisit.vault.Vault;

/**
 * Destroys recordings for good, in two steps and two transactions of the caller's: the decision,
 * and the deed. A crash between them, or in the middle of the second, is finished by doing the
 * second once more.
 */
@ApplicationScoped
@Transactional
public class RecordingErasure {

  private static final String HOLD = "recording_hold_beats_erasure";

  @Inject Recordings recordings;
  @Inject Vault vault;
  @Inject Clock clock;

  /**
   * A recording that is no more.
   *
   * @param media whether its sealed bytes are deleted too, and not only made unreadable
   */
  public record Erased(RecordingEvidence evidence, Instant at, boolean media) {}

  /** Everything that ended before then and has not been destroyed, the oldest first. */
  public List<RecordingEvidence> endedBefore(Instant moment) {
    return recordings.evidence(recordings.endedBefore(moment));
  }

  /** Everything there is, or was, of this person in a finished file, the oldest first. */
  public List<RecordingEvidence> of(String subject) {
    return recordings.evidence(recordings.sealedOf(subject));
  }

  /** The same of one visit. */
  public List<RecordingEvidence> of(AppointmentId visit, String subject) {
    return of(subject).stream().filter(r -> r.whose().appointment().equals(visit)).toList();
  }

  /** What there is of this person in that visit, ended or not, and of which nobody decided yet. */
  public List<RecordingEvidence> undecided(AppointmentId visit, String subject) {
    return recordings.evidence(recordings.of(visit)).stream()
        .filter(r -> r.whose().subject().equals(subject) && r.erasure() == null)
        .toList();
  }

  /** What was to be destroyed when something broke. */
  public List<RecordingId> interrupted() {
    return recordings.awaitingErasure();
  }

  /**
   * First step. Does nothing for what is to be destroyed already.
   *
   * @param under what: {@code policy/<id>} or {@code request/<id>}
   * @return whether it was decided now
   * @throws RecordingHeldException if a legal hold lies on the visit; the transaction is lost
   */
  @Transactional(MANDATORY)
  public boolean decide(RecordingId id, String under) {
    Recording recording = recordings.forErasure(id);
    if (recording.isErased() || recording.awaitsErasure()) {
      return false;
    }
    recording.decideErasure(under, clock.instant());
    write(id);
    return true;
  }

  /**
   * Second step, with the visit locked: whoever sets a hold waits, and finds either nothing
   * destroyed or all of it said.
   *
   * @return empty if it is not to be destroyed, or has been
   * @throws UncheckedIOException if the key cannot be destroyed; to be tried again
   */
  @Transactional(MANDATORY)
  public Optional<Erased> destroy(RecordingId id) {
    Recording recording = recordings.forErasure(id);
    if (!recording.awaitsErasure()) {
      return Optional.empty();
    }
    Shredded shredded = shred(id);
    recording.erased(clock.instant());
    write(id);
    return Optional.of(
        new Erased(
            recordings.evidence(List.of(recording)).get(0),
            shredded.at(),
            shredded.mediaDeleted()));
  }

  /**
   * Destroyed recordings that the vault knows nothing of any more: a backup of the keys was brought
   * back, and perhaps theirs with it.
   */
  public List<RecordingId> revived() {
    return recordings.erased().stream().filter(id -> !isDestroyed(id)).toList();
  }

  /**
   * Destroys once more what its row says is no more.
   *
   * @return whose it was; empty if nothing was to be done
   * @throws UncheckedIOException if the key cannot be destroyed; to be tried again
   */
  @Transactional(MANDATORY)
  public Optional<RecordingEvidence> destroyAgain(RecordingId id) {
    Recording recording = recordings.forErasure(id);
    if (!recording.isErased() || isDestroyed(id)) {
      return Optional.empty();
    }
    shred(id);
    return Optional.of(recordings.evidence(List.of(recording)).get(0));
  }

  /** Whether its key is destroyed already, whatever its row says. */
  public boolean isDestroyed(RecordingId id) {
    try {
      return vault.isShredded(id.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Shredded shred(RecordingId id) {
    try {
      return vault.shred(id.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(RecordingId id) {
    try {
      recordings.flush();
    } catch (RuntimeException e) {
      throw Violations.isOf(e, HOLD) ? new RecordingHeldException(id) : e;
    }
  }
}
