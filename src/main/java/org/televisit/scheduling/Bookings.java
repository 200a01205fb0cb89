package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Patient;
import org.televisit.identity.Practitioner;

/** The transactional half of scheduling: the row, its audit event and the news, or none of them. */
@ApplicationScoped
@Transactional
class Bookings {

  /**
   * A wish for a visit.
   *
   * @param at when it was uttered
   */
  record Wish(UUID patient, UUID practitioner, TimeSlot slot, Instant at) {

    /** What the audit trail calls a booking that has no appointment. */
    String entity() {
      return "practitioner/" + practitioner;
    }
  }

  @Inject Appointments appointments;
  @Inject AuditTrail trail;
  @Inject Event<AppointmentBooked> booked;
  @Inject Event<AppointmentCancelled> cancelled;

  AppointmentId book(Actor actor, Wish wish) {
    Practitioner practitioner = appointments.practitionerForBooking(wish.practitioner());
    Patient patient = appointments.patientForBooking(wish.patient());
    Appointment appointment =
        Appointment.book(
            patient, practitioner, wish.slot(), new Booked(actor.subject(), wish.at()));
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
