package org.televisit.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import org.televisit.audit.AuditTrail;
import org.televisit.availability.AvailabilityRefusedException.Why;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Violations;

/**
 * Kinds of visits and booking rules, for clinic admins to set.
 *
 * <p>Not transactional itself: a refusal is audited after the transaction that failed.
 */
@ApplicationScoped
public class ClinicRulesService {

  /** As the database has it. */
  private static final Pattern CODE = Pattern.compile("[a-z][a-z-]{1,39}");

  private static final String ONE = "visit_type_pkey";

  @Inject ClinicRulesRegister register;
  @Inject AuditTrail trail;

  /**
   * Adds a kind of visit.
   *
   * @param code its short name, which never changes: small letters and hyphens
   * @throws AvailabilityRefusedException if something about it is out of bounds, or the short name
   *     is taken
   */
  public void add(Actor actor, String code, TypeDraft draft) {
    check(actor, AvailabilityAction.ADD_TYPE);
    if (!CODE.matcher(code).matches()) {
      throw new AvailabilityRefusedException(Why.CODE);
    }
    inBounds(draft);
    try {
      register.add(actor, code, draft);
    } catch (RuntimeException e) {
      throw Violations.isOf(e, ONE) ? new AvailabilityRefusedException(Why.CODE_TAKEN) : e;
    }
  }

  /**
   * Changes a kind of visit, for what is booked from then on.
   *
   * @param seen its version, as it was on the page
   * @throws AvailabilityRefusedException if something about it is out of bounds, or it is the usual
   *     kind and would not be offered any more
   * @throws ChangedMeanwhileException if somebody else changed it first
   * @throws NotFoundException if there is none of that code
   */
  public void change(Actor actor, String code, int seen, TypeDraft draft) {
    check(actor, AvailabilityAction.CHANGE_TYPE);
    inBounds(draft);
    if (!draft.active() && code.equals(VisitType.CONSULTATION)) {
      throw new AvailabilityRefusedException(Why.USUAL);
    }
    register.change(actor, code, seen, draft);
  }

  /**
   * Changes what booking is bound to.
   *
   * @param seen version of the rules, as it was on the page
   * @throws AvailabilityRefusedException if they are out of bounds
   * @throws ChangedMeanwhileException if somebody else changed them first
   */
  public void change(Actor actor, int seen, BookingRules rules) {
    check(actor, AvailabilityAction.CHANGE_RULES);
    if (!rules.isInBounds()) {
      throw new AvailabilityRefusedException(Why.RULES);
    }
    register.change(actor, seen, rules);
  }

  /** Counts the changes of the rules. */
  public int rulesVersion() {
    return register.rulesVersion();
  }

  private static void inBounds(TypeDraft draft) {
    if (!draft.isInBounds()) {
      throw new AvailabilityRefusedException(Why.TYPE);
    }
  }

  private void check(Actor actor, AvailabilityAction action) {
    if (!actor.is(Role.CLINIC_ADMIN)) {
      trail.refused(actor, action, "clinic", "role");
      throw new NotAllowedException("the clinic's rules are for a clinic admin");
    }
  }
}
