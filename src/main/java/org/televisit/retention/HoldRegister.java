package org.televisit.retention;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.recording.RecordingErasure;
import org.televisit.recording.RecordingEvidence;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingSummary;
import org.televisit.retention.RetentionRefusedException.Why;
import org.televisit.scheduling.AppointmentId;

/** The transactional half of holds and requests: each with its audit event, or neither. */
@ApplicationScoped
@Transactional
class HoldRegister {

  @Inject RetentionBooks books;
  @Inject RecordingErasure recordings;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  void hold(Actor actor, AppointmentId visit, String caseNumber, String reason) {
    LegalHold hold = new LegalHold(visit, caseNumber, reason, entry(actor));
    books.add(hold);
    trail.done(actor, RetentionAction.HOLD, hold.entity(), visit.entity());
  }

  void release(Actor actor, UUID id, String why) {
    LegalHold hold = books.hold(id);
    if (hold.isActive()) {
      hold.release(why, entry(actor));
      trail.done(actor, RetentionAction.RELEASE, hold.entity(), hold.getAppointment().entity());
    }
  }

  void ask(Actor actor, AppointmentId visit, String subject) {
    ErasureRequest request = new ErasureRequest(visit, subject, entry(actor));
    books.add(request);
    trail.done(actor, RetentionAction.ASK, request.entity(), visit.entity());
  }

  /**
   * In a transaction of its own, and all of it in that one: no crash and no hold comes between a
   * request that says granted and recordings of which nobody has decided.
   *
   * @return what is to be destroyed now; nothing if it was refused
   * @throws RetentionRefusedException if it is granted while one of the recordings has not ended:
   *     it could not be deleted, and would be left out in silence
   */
  @Transactional(REQUIRES_NEW)
  List<RecordingId> decide(Actor actor, UUID id, boolean grant, String why) {
    ErasureRequest request = books.request(id);
    request.decide(grant, why, entry(actor));
    books.flush(); // the visit is locked from here on: no hold, no new recording
    trail.done(
        actor,
        grant ? RetentionAction.GRANT : RetentionAction.REFUSE,
        request.entity(),
        request.getAppointment().entity());
    if (!grant) {
      return List.of();
    }
    List<RecordingSummary> theirs = undecided(request);
    if (theirs.stream().anyMatch(recording -> !recording.state().ended())) {
      throw new RetentionRefusedException(Why.NOT_ENDED);
    }
    return destine(request, theirs);
  }

  /** Granted, and yet not decided of each recording: a hold called that off, and is released. */
  List<UUID> unfulfilled() {
    return books.unfulfilled();
  }

  /**
   * Decides once more of what a granted request was about: what had ended when it was granted.
   *
   * @throws org.televisit.recording.RecordingHeldException if a hold came in between
   */
  @Transactional(REQUIRES_NEW)
  void resume(UUID id) {
    ErasureRequest request = books.request(id);
    destine(
        request,
        undecided(request).stream().filter(recording -> request.covers(recording)).toList());
  }

  private List<RecordingSummary> undecided(ErasureRequest request) {
    return recordings.undecided(request.getAppointment(), request.getSubject()).stream()
        .map(RecordingEvidence::summary)
        .toList();
  }

  private List<RecordingId> destine(ErasureRequest request, List<RecordingSummary> theirs) {
    String visit = request.getAppointment().entity();
    for (RecordingSummary recording : theirs) {
      if (recordings.decide(recording.id(), request.entity())) {
        trail.done(
            Eraser.SYSTEM,
            RetentionAction.DECIDE,
            recording.id().entity(),
            visit + " " + request.entity());
      }
    }
    return theirs.stream().map(RecordingSummary::id).toList();
  }

  /** Reading them is a deed: they name patients and cases. */
  List<LegalHold> holds(Actor reader) {
    trail.done(reader, RetentionAction.READ, HoldService.PAGE);
    return books.holds();
  }

  boolean isHeld(AppointmentId visit) {
    return books.held(List.of(visit)).contains(visit);
  }

  List<ErasureRequest> requests() {
    return books.requests();
  }

  List<DeletionCertificate> certificates(AppointmentId visit) {
    return books.certificates(visit);
  }

  private Entry entry(Actor actor) {
    return new Entry(actor.subject(), clock.instant());
  }
}
