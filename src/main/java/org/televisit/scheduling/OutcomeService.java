package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.platform.NotAllowedException;

/**
 * What became of a visit. That it was fulfilled follows from its encounter; that the patient did
 * not come, or came and was let in by nobody, is proposed once it is over, and a person confirms
 * it; that it was called off is said by a person, with the reason. It has one outcome, which stays.
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
    said(actor, id, SchedulingAction.NOSHOW, () -> bookings.noShow(actor, id, terms.now()));
  }

  /** Whether the patient came, and nobody let them in before the room closed. */
  public boolean isUnmet(Appointment visit) {
    return visit.isUnmet(terms.now());
  }

  /**
   * Confirms that the clinic kept the patient waiting in vain: the visit is cancelled, and not on
   * the patient's side. The visit's practitioner and any clinic admin may.
   *
   * @param reasonCode code of one of {@link CancelReason#ofClinic}
   * @throws NotCancellableException if the patient was let in or can be still, or the visit has an
   *     outcome already
   * @throws NotYourAppointmentException if the person has no part in it
   * @throws NotAllowedException if it is the patient's side that asks; audited
   * @throws IllegalArgumentException if there is no such reason
   */
  public void unmet(Actor actor, AppointmentId id, String reasonCode) {
    CancelReason reason = CancelReason.ofClinic(reasonCode);
    said(actor, id, SchedulingAction.CANCEL, () -> bookings.unmet(actor, id, reason, terms.now()));
  }

  private void said(Actor actor, AppointmentId id, SchedulingAction action, Runnable outcome) {
    Appointment seen = access.get(actor, id);
    if (access.standing(actor, seen, action) != Standing.CLINIC) {
      throw access.refuse(actor, action, id.entity());
    }
    try {
      outcome.run();
    } catch (NotCancellableException e) {
      trail.refused(actor, action, id.entity());
      throw e;
    }
  }
}
