package org.televisit.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.Violations;
import org.televisit.recording.RecordingErasure;
import org.televisit.recording.RecordingHeldException;
import org.televisit.retention.RetentionRefusedException.Why;
import org.televisit.scheduling.AppointmentId;

/**
 * Somebody asks that their recordings of a visit be deleted (GDPR, article 17): the compliance
 * office writes that down and decides; a legal hold refuses.
 *
 * <p>Not transactional itself: a refusal is audited after the transaction that failed.
 */
@ApplicationScoped
public class ErasureService {

  private static final String HOLD = "recording_hold_beats_erasure";
  private static final String ONE = "erasure_request_one_open";
  private static final int REASON = 1000;

  @Inject HoldRegister register;
  @Inject Interrupted interrupted;
  @Inject RecordingErasure recordings;
  @Inject AuditTrail trail;

  /**
   * Writes down that a person asked.
   *
   * @param subject of the person; they have been recorded in this visit
   * @throws RetentionRefusedException if there is nothing of theirs to delete, or a request of
   *     theirs is open
   */
  public void ask(Actor actor, AppointmentId visit, String subject) {
    check(actor, RetentionAction.ASK);
    if (recordings.undecided(visit, subject).isEmpty()) {
      throw new RetentionRefusedException(Why.NOTHING_TO_ERASE);
    }
    try {
      register.ask(actor, visit, subject);
    } catch (RuntimeException e) {
      throw Violations.isOf(e, ONE) ? new RetentionRefusedException(Why.MEANWHILE) : e;
    }
  }

  /**
   * Refuses a request, or grants it and deletes at once. What cannot be destroyed now, or is called
   * off by a hold before it is, is destroyed later by {@link Interrupted}.
   *
   * @throws RetentionRefusedException if no reason is given, or it is to be granted although a hold
   *     lies on the visit, or one of the person's recordings has not ended; audited
   */
  public void decide(Actor actor, UUID request, boolean grant, @Nullable String reason) {
    check(actor, grant ? RetentionAction.GRANT : RetentionAction.REFUSE);
    String why = Reason.of(reason, REASON);
    try {
      interrupted.destroy(register.decide(actor, request, grant, why));
    } catch (RetentionRefusedException e) {
      trail.refused(actor, RetentionAction.GRANT, "request/" + request, e.why().code());
      throw e;
    } catch (RuntimeException e) {
      throw e instanceof RecordingHeldException || Violations.isOf(e, HOLD)
          ? held(actor, request)
          : e;
    }
  }

  private RetentionRefusedException held(Actor actor, UUID request) {
    trail.refused(actor, RetentionAction.GRANT, "request/" + request, "held");
    return new RetentionRefusedException(Why.HELD);
  }

  /** The open ones first, then the last decided. */
  public List<ErasureRequest> all(Actor actor) {
    check(actor, RetentionAction.READ);
    return register.requests();
  }

  /** What remains of the visit's recordings that were deleted; the caller has checked who asks. */
  public List<DeletionCertificate> certificates(AppointmentId visit) {
    return register.certificates(visit);
  }

  private void check(Actor actor, RetentionAction action) {
    if (!actor.is(Role.COMPLIANCE)) {
      trail.refused(actor, action, HoldService.PAGE);
      throw new NotAllowedException("erasure is for the compliance office");
    }
  }
}
