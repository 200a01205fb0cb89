package org.televisit.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relation;
import org.televisit.identity.Role;
import org.televisit.notification.Announcement.Listener;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentBooked;
import org.televisit.scheduling.AppointmentCancelled;
import org.televisit.scheduling.AppointmentMoved;
import org.televisit.scheduling.SchedulingService;
import org.televisit.scheduling.WaitlistOffered;
import org.televisit.scheduling.WaitlistWithdrawn;

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
    toEverybody(scheduling.forReview(event.appointment()), Kind.CONFIRMATION);
  }

  void cancelled(@Observes AppointmentCancelled event) {
    toEverybody(scheduling.forReview(event.appointment()), Kind.CANCELLATION);
  }

  /** Whom it is handed to has a visit now, and who hands it on has none. */
  void moved(@Observes AppointmentMoved event) {
    Appointment visit = scheduling.forReview(event.appointment());
    TimeSlot slot = visit.getSlot();
    PersonRef doctor = visit.getPractitioner();
    boolean handedOver = !doctor.equals(event.formerly());
    List<Listener> all = patientSide(visit, Kind.CHANGE);
    if (handedOver) {
      all.add(Listener.of(doctor, Role.PRACTITIONER, Kind.CONFIRMATION, slot));
      all.add(Listener.of(event.formerly(), Role.PRACTITIONER, Kind.CANCELLATION, event.before()));
    } else {
      all.add(Listener.of(doctor, Role.PRACTITIONER, Kind.CHANGE, slot));
    }
    announce(visit, event.before().start(), handedOver, all);
  }

  /** The patient and who represents them: whoever comes along could not book it. */
  void offered(@Observes WaitlistOffered event) {
    Appointment held = scheduling.forReview(event.appointment());
    Instant until = Objects.requireNonNull(held.getHeldUntil(), "what is offered is held");
    List<Listener> all = new ArrayList<>();
    all.add(new Listener(held.getPatient(), Role.PATIENT, Kind.OFFER, held.getSlot(), until));
    scheduling.accompanying(held).stream()
        .filter(Relation::represents)
        .map(Relation::person)
        .map(who -> new Listener(who, Role.RELATED_PERSON, Kind.OFFER, held.getSlot(), until))
        .forEach(all::add);
    announce(held, null, false, all);
  }

  void withdrawn(@Observes WaitlistWithdrawn event) {
    outbox.withdraw(event.appointment());
  }

  private void toEverybody(Appointment visit, Kind kind) {
    List<Listener> all = patientSide(visit, kind);
    all.add(Listener.of(visit.getPractitioner(), Role.PRACTITIONER, kind, visit.getSlot()));
    announce(visit, null, false, all);
  }

  /** The patient, and who accompanies the patient. */
  private List<Listener> patientSide(Appointment visit, Kind kind) {
    List<Listener> all = new ArrayList<>();
    all.add(Listener.of(visit.getPatient(), Role.PATIENT, kind, visit.getSlot()));
    scheduling.accompanying(visit).stream()
        .map(who -> Listener.of(who.person(), Role.RELATED_PERSON, kind, visit.getSlot()))
        .forEach(all::add);
    return all;
  }

  private void announce(
      Appointment visit, @Nullable Instant movedFrom, boolean otherDoctor, List<Listener> all) {
    outbox.announce(
        new Announcement(visit.getId(), visit.getSequence(), movedFrom, otherDoctor, all),
        settings.reminders());
  }
}
