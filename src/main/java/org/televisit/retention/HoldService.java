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
import org.televisit.retention.RetentionRefusedException.Why;
import org.televisit.scheduling.AppointmentId;

/**
 * Legal holds: for the sake of a case nothing of a visit is destroyed, whatever policy or request
 * says. For the compliance office.
 *
 * <p>Not transactional itself: a refusal is audited after the transaction that failed.
 */
@ApplicationScoped
public class HoldService {

  static final String PAGE = "page/compliance/holds";

  private static final String ONE = "legal_hold_one_per_case";
  private static final int REASON = 1000;
  private static final int CASE = 100;

  @Inject HoldRegister register;
  @Inject Interrupted interrupted;
  @Inject AuditTrail trail;

  /**
   * Holds all recordings of a visit. What waits to be destroyed is called off; what has been
   * destroyed already is put on record first, for no hold brings it back.
   *
   * @throws RetentionRefusedException if case number or reason are missing, or this case holds the
   *     visit already
   */
  public void hold(
      Actor actor, AppointmentId visit, @Nullable String caseNumber, @Nullable String reason) {
    check(actor, RetentionAction.HOLD);
    String number = caseNumber == null ? "" : caseNumber.replaceAll("\\p{Cntrl}+", " ").strip();
    if (number.isEmpty() || number.length() > CASE) {
      throw new RetentionRefusedException(Why.NO_CASE);
    }
    String why = Reason.of(reason, REASON);
    interrupted.recordDestroyed(visit);
    try {
      register.hold(actor, visit, number, why);
    } catch (RuntimeException e) {
      throw Violations.isOf(e, ONE) ? new RetentionRefusedException(Why.HELD_ALREADY) : e;
    }
  }

  /**
   * Releases a hold. What became due meanwhile is deleted on the next day.
   *
   * @throws RetentionRefusedException if no reason is given
   */
  public void release(Actor actor, UUID hold, @Nullable String reason) {
    check(actor, RetentionAction.RELEASE);
    register.release(actor, hold, Reason.of(reason, REASON));
  }

  /** Those in force first, then the last released. */
  public List<LegalHold> all(Actor actor) {
    check(actor, RetentionAction.READ);
    return register.holds(actor);
  }

  /** Whether a hold lies on the visit; the caller has checked who asks. */
  public boolean isHeld(AppointmentId visit) {
    return register.isHeld(visit);
  }

  private void check(Actor actor, RetentionAction action) {
    if (!actor.is(Role.COMPLIANCE)) {
      trail.refused(actor, action, PAGE);
      throw new NotAllowedException("holds are for the compliance office");
    }
  }
}
