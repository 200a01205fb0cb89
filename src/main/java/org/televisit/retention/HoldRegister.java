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
import org.televisit.scheduling.AppointmentId;

/** The transactional half of holds and requests: each with its audit event, or neither. */
@ApplicationScoped
@Transactional
class HoldRegister {

  @Inject RetentionBooks books;
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

  /** In a transaction of its own: what is granted stands before anything is destroyed. */
  @Transactional(REQUIRES_NEW)
  ErasureRequest decide(Actor actor, UUID id, boolean grant, String why) {
    ErasureRequest request = books.request(id);
    request.decide(grant, why, entry(actor));
    books.flush();
    trail.done(
        actor,
        grant ? RetentionAction.GRANT : RetentionAction.REFUSE,
        request.entity(),
        request.getAppointment().entity());
    return request;
  }

  /** Reading them is a deed: they name patients and cases. */
  List<LegalHold> holds(Actor reader) {
    trail.done(reader, RetentionAction.READ, HoldService.PAGE);
    return books.holds();
  }

  ErasureRequest request(UUID id) {
    return books.request(id);
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
