package org.televisit.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Role;
import org.televisit.notification.Announcement.Listener;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentBooked;
import org.televisit.scheduling.AppointmentCancelled;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.AppointmentMoved;
import org.televisit.scheduling.SchedulingService;

/**
 * Hears what becomes of appointments, in the transaction in which it does: a visit that is booked
 * has its messages in the outbox, and one that is not has none.
 */
@ApplicationScoped
class Announcements {

  @Inject SchedulingService scheduling;
  @Inject Outbox outbox;
  @Inject MailSettings settings;

  void booked(@Observes AppointmentBooked event) {
    announce(event.appointment(), Kind.CONFIRMATION, null);
  }

  void moved(@Observes AppointmentMoved event) {
    announce(event.appointment(), Kind.CHANGE, event.before());
  }

  void cancelled(@Observes AppointmentCancelled event) {
    announce(event.appointment(), Kind.CANCELLATION, null);
  }

  private void announce(AppointmentId id, Kind kind, @Nullable TimeSlot before) {
    Appointment visit = scheduling.forReview(id);
    outbox.announce(
        new Announcement(
            id,
            visit.getSequence(),
            visit.getSlot(),
            kind,
            before == null ? null : before.start(),
            listeners(visit)),
        settings.reminders());
  }

  /** The patient, who accompanies the patient, and the practitioner. */
  private List<Listener> listeners(Appointment visit) {
    List<Listener> all = new ArrayList<>();
    all.add(new Listener(visit.getPatient(), Role.PATIENT));
    scheduling.accompanying(visit).stream()
        .map(relation -> new Listener(relation.person(), Role.RELATED_PERSON))
        .forEach(all::add);
    all.add(new Listener(visit.getPractitioner(), Role.PRACTITIONER));
    return all;
  }
}
