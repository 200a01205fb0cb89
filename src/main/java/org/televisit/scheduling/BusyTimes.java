package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.televisit.availability.TimeSlot;

/** When somebody is taken: by visits, and by what is held now. Tells nothing else of them. */
@ApplicationScoped
class BusyTimes {

  /** A slot is no longer than a day, and no more than this is kept free around it. */
  private static final Duration REACH = TimeSlot.LONGEST.plus(Duration.ofHours(2));

  private static final String TAKEN =
      """
      a.slot.start > :earliest and a.slot.start < :latest
        and (a.status in :taken or (a.status = :pending and a.heldUntil > :now))
      order by a.slot.start
      """;

  @PersistenceContext EntityManager entities;

  /** Times around [from, to) at which the practitioner can have no other visit. */
  List<Blocked> ofPractitioner(UUID practitioner, TimeWindow window, Instant now) {
    return with(
            entities.createQuery(
                "select a.blocked from Appointment a where a.practitioner.id = :who and " + TAKEN,
                Blocked.class),
            practitioner,
            window,
            now)
        .getResultList();
  }

  /** Times around [from, to) at which the patient has a visit. */
  List<TimeSlot> ofPatient(UUID patient, TimeWindow window, Instant now) {
    return with(
            entities.createQuery(
                "select a.slot from Appointment a where a.patient.id = :who and " + TAKEN,
                TimeSlot.class),
            patient,
            window,
            now)
        .getResultList();
  }

  /** A stretch of time of any length, half open. */
  record TimeWindow(Instant from, Instant to) {}

  private static <T> TypedQuery<T> with(
      TypedQuery<T> query, UUID who, TimeWindow window, Instant now) {
    return query
        .setParameter("who", who)
        .setParameter("earliest", window.from().minus(REACH))
        .setParameter("latest", window.to().plus(REACH))
        .setParameter(
            "taken",
            List.of(
                AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED, AppointmentStatus.FULFILLED))
        .setParameter("pending", AppointmentStatus.PENDING)
        .setParameter("now", now);
  }
}
