package org.televisit.scheduling;

import static org.televisit.scheduling.CancelReason.HOLD_EXPIRED;
import static org.televisit.scheduling.CancelReason.HOLD_RELEASED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;

/** The transactional half of holding time: the row and its audit event, or neither. */
@ApplicationScoped
@Transactional
class Holds {

  private static final Actor CLOCK = Actor.system("scheduling");

  /** So many at once that a sweep holds its locks for a moment only. */
  private static final int SWEEP = 100;

  @Inject Appointments appointments;
  @Inject AuditTrail trail;
  @Inject Event<AppointmentNews> news;

  /**
   * Keeps a time for somebody who is deciding. What the same person held before for this patient is
   * given back.
   *
   * @param until when the hold is over
   */
  AppointmentId hold(Actor actor, VisitWish wish, Buffers buffers, Instant now, Instant until) {
    Appointments.Pair pair = lock(wish.practitioner(), wish.patient(), now);
    appointments
        .heldBy(actor.subject(), wish.patient())
        .forEach(earlier -> release(actor, earlier, HOLD_RELEASED, now));
    appointments.flush();
    Booked booked = new Booked(actor.subject(), now, wish.type());
    Appointment appointment =
        Appointment.book(pair.patient(), pair.practitioner(), wish.slot(), booked)
            .keepingFree(buffers)
            .held(until);
    appointments.add(appointment);
    trail.done(actor, SchedulingAction.HOLD, appointment.getId().entity());
    return appointment.getId();
  }

  /** What was held is booked. */
  void confirm(Actor actor, AppointmentId id, @Nullable String why, Instant now) {
    Appointment appointment = appointments.forChange(id);
    appointment.confirm(now, why);
    trail.done(actor, SchedulingAction.CONFIRM, id.entity());
    news.fire(new AppointmentBooked(id));
  }

  /** Gives a held time back; does nothing when that is done. */
  void release(Actor actor, AppointmentId id, Instant now) {
    release(actor, appointments.forChange(id), HOLD_RELEASED, now);
  }

  /**
   * The two people of a visit, locked until the transaction ends, and free of what was held for
   * them for too long.
   */
  Appointments.Pair lock(UUID practitioner, UUID patient, Instant now) {
    Appointments.Pair pair = appointments.lock(practitioner, patient);
    appointments
        .expired(practitioner, patient, now)
        .forEach(hold -> release(CLOCK, hold, HOLD_EXPIRED, now));
    appointments.flush(); // before the new row, which Hibernate would write first
    return pair;
  }

  /**
   * Gives back some of what was held for too long.
   *
   * @return whether there may be more
   */
  boolean sweep(Instant now) {
    List<Appointment> expired = appointments.expired(now, SWEEP);
    expired.forEach(hold -> release(CLOCK, hold, HOLD_EXPIRED, now));
    return expired.size() == SWEEP;
  }

  private void release(Actor actor, Appointment hold, CancelReason reason, Instant now) {
    if (hold.getStatus() != AppointmentStatus.PENDING) {
      return;
    }
    hold.release(new Closure(reason, actor.subject(), now));
    trail.done(actor, SchedulingAction.RELEASE, hold.getId().entity(), reason.code());
    news.fire(new TimeFreed(hold.getPractitioner().id(), hold.getSlot()));
    if (reason == HOLD_RELEASED && hold.booked().by().equals(WaitlistRegister.LIST.subject())) {
      news.fire(new WaitlistWithdrawn(hold.getId()));
    }
  }
}
