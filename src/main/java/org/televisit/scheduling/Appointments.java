package org.televisit.scheduling;

import static jakarta.persistence.LockModeType.PESSIMISTIC_WRITE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Patient;
import org.televisit.identity.Practitioner;
import org.televisit.platform.NotFoundException;

/** All appointments there are. The only class of this feature that speaks JPQL. */
@ApplicationScoped
class Appointments {

  private static final String SELECT =
      "select a from Appointment a join fetch a.patient p join fetch a.practitioner c ";

  @PersistenceContext EntityManager entities;

  /** Writes at once, so that a broken rule of the database surfaces here. */
  void add(Appointment appointment) {
    entities.persist(appointment);
    entities.flush();
  }

  /** The patient to be booked. */
  Patient patient(UUID id) {
    return found(entities.find(Patient.class, id), id);
  }

  /**
   * The practitioner to be booked, locked until the transaction ends: two bookings at once queue up
   * here instead of waiting for each other inside the exclusion constraints, which is a deadlock.
   */
  Practitioner practitionerForBooking(UUID id) {
    return found(entities.find(Practitioner.class, id, PESSIMISTIC_WRITE), id);
  }

  /** The appointment, locked until the transaction ends. */
  Appointment forChange(AppointmentId id) {
    return found(entities.find(Appointment.class, id.value(), PESSIMISTIC_WRITE), id.value());
  }

  Optional<Appointment> find(AppointmentId id) {
    return appointments("where a.id = :id")
        .setParameter("id", id.value())
        .getResultStream()
        .findFirst();
  }

  /** Everybody's appointments that overlap the interval, by start. */
  List<Appointment> between(TimeSlot interval) {
    return appointments(
            "where a.slot.end > :from and a.slot.start < :to order by a.slot.start, a.id")
        .setParameter("from", interval.start())
        .setParameter("to", interval.end())
        .getResultList();
  }

  /** One person's appointments that overlap the interval, by start. */
  List<Appointment> between(TimeSlot interval, String subject) {
    return appointments(
            """
            where (p.subject = :subject or c.subject = :subject)
              and a.slot.end > :from and a.slot.start < :to
            order by a.slot.start, a.id
            """)
        .setParameter("subject", subject)
        .setParameter("from", interval.start())
        .setParameter("to", interval.end())
        .getResultList();
  }

  /** The person's first appointment that is still to come or under way. */
  Optional<Appointment> next(String subject, Instant notEndedBy) {
    return appointments(
            """
            where (p.subject = :subject or c.subject = :subject)
              and a.status in :pending and a.slot.end > :end
            order by a.slot.start, a.id
            """)
        .setParameter("subject", subject)
        .setParameter("pending", List.of(AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED))
        .setParameter("end", notEndedBy)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  private TypedQuery<Appointment> appointments(String condition) {
    return entities.createQuery(SELECT + condition, Appointment.class);
  }

  private static <T> T found(@Nullable T row, UUID id) {
    return Optional.ofNullable(row).orElseThrow(() -> new NotFoundException("no row " + id));
  }
}
