package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.platform.NotAllowedException;

/**
 * What became of a visit. That it was fulfilled follows from its encounter; that the patient did
 * not come is proposed once it is over, and a person confirms it; that it was called off is said by
 * a person, with the reason. It has one outcome, which stays.
 *
 * <p>Not transactional itself, for the reason given at {@link BookingDesk}.
 */
@ApplicationScoped
public class OutcomeService {

  @Inject VisitAccess access;
  @Inject BookingTerms terms;
  @Inject Bookings bookings;
  @Inject AuditTrail trail;

  /** Whether the patient has not come although the visit should be over. */
  public boolean isNoShowProposed(Appointment visit) {
    return visit.isNoShowProposed(terms.now());
  }

  /**
   * Confirms that the patient did not come; the visit's practitioner and any clinic admin may.
   *
   * @throws NotCancellableException if the patient came, the visit is not over, or it has an
   *     outcome already
   * @throws NotYourAppointmentException if the person has no part in it
   * @throws NotAllowedException if it is the patient's side that asks; audited
   */
  public void noShow(Actor actor, AppointmentId id) {
    Appointment seen = access.get(actor, id);
    if (access.standing(actor, seen, SchedulingAction.NOSHOW) != Standing.CLINIC) {
      throw access.refuse(actor, SchedulingAction.NOSHOW, id.entity());
    }
    Instant now = terms.now();
    try {
      bookings.noShow(actor, id, now);
    } catch (NotCancellableException e) {
      trail.refused(actor, SchedulingAction.NOSHOW, id.entity());
      throw e;
    }
  }
}
