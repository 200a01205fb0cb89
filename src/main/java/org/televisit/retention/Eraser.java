package org.televisit.retention;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.recording.RecordingErasure;
import org.televisit.recording.RecordingErasure.Erased;
import org.televisit.recording.RecordingEvidence;
import org.televisit.recording.RecordingId;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.SignedText;
import org.televisit.vault.SigningKey;

/**
 * Destroys one recording: first the decision with its audit event, then the deed with its audit
 * event and its certificate, each in a transaction of its own.
 */
@ApplicationScoped
@Transactional(REQUIRES_NEW)
class Eraser {

  static final Actor SYSTEM = Actor.system("retention");

  @Inject RecordingErasure recordings;
  @Inject RetentionBooks books;
  @Inject AuditTrail trail;
  @Inject SigningKey key;
  @Inject Clock clock;

  /**
   * First step.
   *
   * @param under what: {@code policy/<id>} or {@code request/<id>}
   * @throws org.televisit.recording.RecordingHeldException if a hold lies on the visit
   */
  void decide(RecordingId recording, AppointmentId visit, String under) {
    if (recordings.decide(recording, under)) {
      trail.done(SYSTEM, RetentionAction.DECIDE, recording.entity(), visit.entity() + " " + under);
    }
  }

  /**
   * Second step. Does nothing if a hold has called it off, or it was done.
   *
   * @throws java.io.UncheckedIOException if the vault cannot; to be tried again
   */
  boolean destroy(RecordingId id) {
    Optional<Erased> erased = recordings.destroy(id);
    erased.ifPresent(this::certify);
    return erased.isPresent();
  }

  /** Once more, where a backup has brought back what was destroyed; it was certified then. */
  void destroyAgain(RecordingId id) {
    recordings
        .destroyAgain(id)
        .ifPresent(
            what ->
                trail.done(
                    SYSTEM,
                    RetentionAction.DESTROY_AGAIN,
                    id.entity(),
                    what.whose().appointment().entity()));
  }

  private void certify(Erased erased) {
    RecordingEvidence what = erased.evidence();
    UUID id = UUID.randomUUID();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    SignedText text = SignedText.of(DeletionText.of(id, erased, why(what), now), key);
    DeletionCertificate certificate = new DeletionCertificate(id, what, text, now);
    books.add(certificate);
    trail.done(
        SYSTEM,
        RetentionAction.DESTROY,
        what.summary().id().entity(),
        what.whose().appointment().entity() + " " + certificate.entity());
  }

  private String why(RecordingEvidence what) {
    String[] parts = Objects.requireNonNull(what.erasure()).under().split("/", 2);
    UUID id = UUID.fromString(parts[1]);
    return parts[0].equals("policy")
        ? books.policy(id).map(p -> p.policy().reason()).orElse("")
        : String.valueOf(books.request(id).getDecisionReason());
  }
}
