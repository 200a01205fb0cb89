package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;

/**
 * The transactional half of scheduling: the row, its audit event and the news, or none of them.
 *
 * <p>Whoever takes time first locks the practitioner, then the patient, and then gives back what
 * was held for too long for one of the two. So nobody is refused for the sake of a hold that is
 * over, and those who want the same time queue up instead of waiting for each other inside the
 * exclusion constraints, which would be a deadlock.
 */
@ApplicationScoped
@Transactional
class Bookings {

  @Inject Appointments appointments;
  @Inject Holds holds;
  @Inject AuditTrail trail;
  @Inject Event<AppointmentNews> news;

  /**
   * Books a visit.
   *
   * @param series to which it belongs; null if to none
   */
  AppointmentId book(
      Actor actor, VisitWish wish, Buffers buffers, Instant now, @Nullable UUID series) {
    Appointments.Pair pair = holds.lock(wish.practitioner(), wish.patient(), now);
    Booked booked = new Booked(actor.subject(), now, wish.type());
    Appointment appointment =
        Appointment.book(pair.patient(), pair.practitioner(), wish.slot(), booked)
            .keepingFree(buffers)
            .of(series);
    appointments.add(appointment);
    trail.done(actor, SchedulingAction.BOOK, appointment.getId().entity());
    news.fire(new AppointmentBooked(appointment.getId()));
    return appointment.getId();
  }

  /**
   * Moves a visit, or hands it to another practitioner. That one is locked: the former loses a
   * visit, which no other booking can be in the way of.
   *
   * @param seen the visit as the person saw it; its patient never changes
   * @param version which the person saw
   * @param to when it is to take place, and with whom
   * @throws AppointmentChangedException if it is not that version any more
   */
  void move(Actor actor, Appointment seen, int version, VisitWish to, Instant now) {
    Appointments.Pair pair = holds.lock(to.practitioner(), seen.getPatient().id(), now);
    Appointment appointment = appointments.forChange(seen.getId());
    if (appointment.getVersion() != version) {
      throw new AppointmentChangedException();
    }
    TimeSlot before = appointment.getSlot();
    PersonRef formerly = appointment.getPractitioner();
    appointment.move(pair.practitioner(), to.slot(), now);
    appointments.flush();
    boolean handedOver = !formerly.id().equals(to.practitioner());
    trail.done(
        actor,
        SchedulingAction.MOVE,
        seen.getId().entity(),
        "from " + before.start() + (handedOver ? ", practitioner/" + formerly.id() : ""));
    news.fire(new AppointmentMoved(seen.getId(), before, formerly));
    news.fire(new TimeFreed(formerly.id(), before));
  }

  void cancel(Actor actor, AppointmentId id, CancelReason reason, Instant now) {
    Appointment appointment = appointments.forChange(id);
    appointment.cancel(new Closure(reason, actor.subject(), now));
    trail.done(actor, SchedulingAction.CANCEL, id.entity(), reason.code());
    news.fire(new AppointmentCancelled(id));
    news.fire(new TimeFreed(appointment.getPractitioner().id(), appointment.getSlot()));
  }

  /** A visit of somebody who is here already; nothing is kept free before it. */
  AppointmentId walkIn(Actor actor, VisitWish wish, Buffers buffers, Instant now) {
    Appointments.Pair pair = holds.lock(wish.practitioner(), wish.patient(), now);
    Booked booked = new Booked(actor.subject(), now, wish.type());
    Appointment appointment =
        Appointment.walkIn(pair.patient(), pair.practitioner(), wish.slot(), booked)
            .keepingFree(new Buffers(Duration.ZERO, buffers.after()));
    appointments.add(appointment);
    trail.done(actor, SchedulingAction.BOOK, appointment.getId().entity(), "walk-in");
    news.fire(new AppointmentBooked(appointment.getId()));
    return appointment.getId();
  }

  /** Nobody is told: its time has passed, and whoever says so rings the patient. */
  void unmet(Actor actor, AppointmentId id, CancelReason reason, Instant now) {
    appointments.forChange(id).unmet(new Closure(reason, actor.subject(), now));
    trail.done(actor, SchedulingAction.CANCEL, id.entity(), reason.code() + ", patient waited");
  }

  void noShow(Actor actor, AppointmentId id, Instant now) {
    appointments.forChange(id).noShow(new Closure(null, actor.subject(), now));
    trail.done(actor, SchedulingAction.NOSHOW, id.entity());
  }
}
