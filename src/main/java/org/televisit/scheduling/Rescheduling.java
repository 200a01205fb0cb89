package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.televisit.identity.Actor;

/** What the page of one visit needs so that its patient can move it or call it off. */
@ApplicationScoped
public class Rescheduling {

  private static final Duration LOOK_AHEAD = Duration.ofDays(28);
  private static final int CANDIDATES = 1000;
  private static final int OFFERED = 24;

  @Inject VisitAccess access;
  @Inject BookingTerms terms;
  @Inject SlotFinder finder;

  /** Whether this person may move it or call it off now. */
  boolean isChangeable(Appointment visit, Actor actor) {
    return visit.getStatus() == AppointmentStatus.BOOKED
        && mayChange(visit, actor)
        && terms.isChangeableByPatient(visit);
  }

  private boolean mayChange(Appointment visit, Actor actor) {
    return visit.getPatient().subject().equals(actor.subject())
        || access.standsIn(visit, actor.subject());
  }

  /** Other times with the same practitioner, the next ones first. */
  List<FoundSlot> times(Actor actor, Appointment visit) {
    access.standing(actor, visit, SchedulingAction.MOVE);
    Instant now = terms.now();
    SlotWish wish =
        new SlotWish(
            visit.getPractitioner().id(), visit.getType(), now, now.plus(LOOK_AHEAD), CANDIDATES);
    return SlotFinder.apart(finder.find(wish, visit.getPatient().id()), OFFERED);
  }

  /** What the patient wrote, for the patient and who represents them; else nothing. */
  String reason(Appointment visit, Actor actor) {
    String reason = visit.reason();
    return reason == null || !mayChange(visit, actor) ? "" : reason;
  }
}
