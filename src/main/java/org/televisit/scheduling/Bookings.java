package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Patient;
import org.televisit.identity.Practitioner;

/** The transactional half of scheduling: the row, its audit event and the news, or none of them. */
@ApplicationScoped
@Transactional
class Bookings {

  @Inject Appointments appointments;
  @Inject AuditTrail trail;
  @Inject Event<AppointmentBooked> booked;
  @Inject Event<AppointmentCancelled> cancelled;

  AppointmentId book(Actor actor, VisitWish wish, Instant now) {
    Practitioner practitioner = appointments.practitionerForBooking(wish.practitioner());
    Patient patient = appointments.patientForBooking(wish.patient());
    Appointment appointment =
        Appointment.book(
            patient, practitioner, wish.slot(), new Booked(actor.subject(), now, wish.type()));
    appointments.add(appointment);
    trail.done(actor, SchedulingAction.BOOK, appointment.getId().entity());
    booked.fire(new AppointmentBooked(appointment.getId()));
    return appointment.getId();
  }

  void cancel(Actor actor, AppointmentId id) {
    appointments.forChange(id).cancel();
    trail.done(actor, SchedulingAction.CANCEL, id.entity());
    cancelled.fire(new AppointmentCancelled(id));
  }
}
