package org.televisit.compliance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/**
 * Gives reviewers their grants. Access is role and a grant of one's own and its time, never one of
 * them alone.
 *
 * <p>Deliberately not transactional itself: a refusal is audited after the transaction that failed.
 */
@ApplicationScoped
public class ReviewService {

  @Inject ReviewRegister register;
  @Inject SchedulingService scheduling;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  /**
   * Opens a visit's recordings to a reviewer for {@link ReviewGrant#LENGTH}.
   *
   * @param reason at least {@link Justification#MIN} characters
   * @throws ReviewRefusedException if the actor is no compliance officer, or purpose or reason are
   *     missing; audited
   * @throws org.televisit.platform.NotFoundException if there is no such visit
   */
  public ReviewGrant grant(
      Actor actor, AppointmentId visit, @Nullable PurposeOfUse purpose, @Nullable String reason) {
    scheduling.forReview(visit);
    try {
      return register.give(actor, visit, Justification.of(purpose, reason), clock.instant());
    } catch (ReviewRefusedException e) {
      trail.refused(actor, ReviewAction.GRANT, visit.entity(), e.refusal().code());
      throw e;
    }
  }

  /** The reviewer's running grant for this visit; notes that the visit was opened under it. */
  public Optional<ReviewGrant> open(Actor actor, AppointmentId visit) {
    Instant now = clock.instant();
    Optional<ReviewGrant> grant =
        register
            .active(actor, visit, now)
            .filter(found -> found.refuses(actor, visit, now).isEmpty());
    grant.ifPresent(found -> register.opened(actor, found));
    return grant;
  }
}
