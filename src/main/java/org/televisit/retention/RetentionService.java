package org.televisit.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.Violations;
import org.televisit.retention.RetentionRefusedException.Why;

/**
 * Policies, and what will come of them; for the compliance office.
 *
 * <p>Not transactional itself: a refusal is audited after the transaction that failed.
 */
@ApplicationScoped
public class RetentionService {

  /** A wish for a policy, as somebody typed it. */
  public record Draft(
      @Nullable String visitType,
      @Nullable String jurisdiction,
      @Nullable Integer days,
      @Nullable String reason) {}

  private static final String ONE = "retention_policy_one_at_a_time";
  private static final int MOST_DAYS = 36_500;
  private static final int REASON = 500;

  @Inject RetentionRegister register;
  @Inject AuditTrail trail;

  /** Policies in force. */
  public List<Policy> policies(Actor actor) {
    check(actor, RetentionAction.READ);
    return register.policies();
  }

  /**
   * Sets how long recordings of some visits are kept; the policy for the same visits ends. Counts
   * for what is there already, too.
   *
   * @throws RetentionRefusedException if days or reason are out of bounds, or another set the same
   *     policy at the same moment
   */
  public void set(Actor actor, Draft draft, Set<String> places) {
    check(actor, RetentionAction.SET_POLICY);
    Integer days = draft.days();
    if (days == null || days < 1 || days > MOST_DAYS) {
      throw new RetentionRefusedException(Why.DAYS);
    }
    String place = draft.jurisdiction();
    if (place != null && !places.contains(place)) {
      throw new RetentionRefusedException(Why.PLACE);
    }
    String reason = Reason.of(draft.reason(), REASON);
    try {
      register.set(actor, new Policy(UUID.randomUUID(), draft.visitType(), place, days, reason));
    } catch (RuntimeException e) {
      throw Violations.isOf(e, ONE) ? new RetentionRefusedException(Why.MEANWHILE) : e;
    }
  }

  /**
   * Ends a policy; the next wider one counts from then on.
   *
   * @throws RetentionRefusedException if it is the one for everything
   */
  public void end(Actor actor, UUID policy) {
    check(actor, RetentionAction.END_POLICY);
    register.end(actor, policy);
  }

  /** All that is due by the end of that day, held or not, the longest overdue first. Audited. */
  public List<PlannedDeletion> preview(Actor actor, LocalDate day) {
    check(actor, RetentionAction.READ);
    register.read(actor, "preview of " + day);
    return register.due(day);
  }

  /** When retention was last looked after; empty if never. */
  public Optional<RetentionRun> lastRun(Actor actor) {
    check(actor, RetentionAction.READ);
    return register.lastRun();
  }

  private void check(Actor actor, RetentionAction action) {
    if (!actor.is(Role.COMPLIANCE)) {
      trail.refused(actor, action, RetentionRegister.PAGE);
      throw new NotAllowedException("retention is for the compliance office");
    }
  }
}
