package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.televisit.identity.Actor;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.Violations;

/**
 * Patients wait for times. Whoever has waited longest is offered a time that becomes free, which is
 * held for them for a while; who lets an offer pass leaves the list.
 */
@ApplicationScoped
public class WaitlistService {

  private static final String ONCE = "waitlist_entry_once_at_a_time";

  @Inject VisitAccess access;
  @Inject Waitlist waitlist;
  @Inject WaitlistRegister register;
  @Inject BookingTerms terms;

  /**
   * The patient waits from now on. Does nothing if they do already.
   *
   * @throws NotAllowedException if the person may not book for that patient; audited
   */
  public void enter(Actor actor, UUID patient, SlotWish wish) {
    access.checkBooking(actor, patient, SchedulingAction.WAIT);
    try {
      register.enter(actor, patient, wish, terms.now());
    } catch (RuntimeException e) {
      if (!Violations.isOf(e, ONCE)) {
        throw e;
      }
    }
  }

  /**
   * The patient waits no longer; what was offered is given back. Does nothing if they do not wait.
   *
   * @throws NotAllowedException if the person may not book for that patient; audited
   */
  public void leave(Actor actor, UUID patient) {
    access.checkBooking(actor, patient, SchedulingAction.LEAVE);
    waitlist.of(patient).ifPresent(entry -> register.leave(actor, entry, terms.now()));
  }

  /**
   * For what the patient waits.
   *
   * @throws NotAllowedException if the person may not book for that patient; audited
   */
  public Optional<WaitlistEntry> of(Actor actor, UUID patient) {
    access.checkBooking(actor, patient, SchedulingAction.WAIT);
    return waitlist.of(patient);
  }

  /** What is offered to patients for whom this person books, to be confirmed or given back. */
  public List<Appointment> offers(Actor actor) {
    return access.offers(actor);
  }
}
