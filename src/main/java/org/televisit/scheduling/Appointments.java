package org.televisit.scheduling;

import static jakarta.persistence.LockModeType.PESSIMISTIC_WRITE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.AvailabilityService;
import org.televisit.availability.VisitType;
import org.televisit.identity.Patient;
import org.televisit.identity.Person;
import org.televisit.identity.Practitioner;
import org.televisit.platform.NotFoundException;

/** All appointments there are. The only class of this feature that speaks JPQL. */
@ApplicationScoped
class Appointments {

  private static final String SELECT =
      "select a from Appointment a join fetch a.patient join fetch a.practitioner ";

  private static final String CONCERNING =
      """
      where (a.patient.subject = :subject or a.practitioner.subject = :subject
          or exists (select r from RelatedPerson r
            where r.patient = a.patient and r.subject = :subject
              and r.since <= :now and (r.until is null or r.until > :now)))
      """;

  private static final int MOST = 200;

  /**
   * Whose appointments are asked for: also those of a patient whom this person accompanies then.
   */
  record Viewer(String subject, Instant now) {}

  @PersistenceContext EntityManager entities;
  @Inject AvailabilityService availability;

  /** Writes at once, so that a broken rule of the database surfaces here. */
  void add(Appointment appointment) {
    entities.persist(appointment);
    entities.flush();
  }

  /**
   * The practitioner to be booked, locked until the transaction ends. Bookings at once queue up at
   * the two people, the practitioner always first, instead of waiting for each other inside the
   * exclusion constraints, which would be a deadlock.
   */
  Practitioner practitionerForBooking(UUID id) {
    return found(entities.find(Practitioner.class, id, PESSIMISTIC_WRITE), id);
  }

  /** The patient to be booked, locked as {@link #practitionerForBooking}. */
  Patient patientForBooking(UUID id) {
    return found(entities.find(Patient.class, id, PESSIMISTIC_WRITE), id);
  }

  /** The appointment, locked until the transaction ends. */
  Appointment forChange(AppointmentId id) {
    return found(entities.find(Appointment.class, id.value(), PESSIMISTIC_WRITE), id.value());
  }

  Optional<Appointment> find(AppointmentId id) {
    return appointments("where a.id = :id").setParameter("id", id.value()).getResultList().stream()
        .findFirst();
  }

  /** Everybody's appointments that overlap [from, to), by start. */
  List<Appointment> between(Instant from, Instant to) {
    return appointments(
            "where a.slot.end > :from and a.slot.start < :to order by a.slot.start, a.id")
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }

  /** One person's appointments that overlap [from, to), by start. */
  List<Appointment> between(Instant from, Instant to, Viewer viewer) {
    return appointments(
            CONCERNING
                + """
                  and a.slot.end > :from and a.slot.start < :to
                order by a.slot.start, a.id
                """)
        .setParameter("subject", viewer.subject())
        .setParameter("now", viewer.now())
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }

  /** The person's visits that still take place and end after the given moment, by start. */
  List<Appointment> pending(Viewer viewer, Instant endAfter) {
    return appointments(
            CONCERNING
                + """
                  and a.status in :pending and a.slot.end > :end
                order by a.slot.start, a.id
                """)
        .setParameter("subject", viewer.subject())
        .setParameter("now", viewer.now())
        .setParameter("pending", List.of(AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED))
        .setParameter("end", endAfter)
        .setMaxResults(MOST)
        .getResultList();
  }

  /** The visits in whose rooms somebody may be now. */
  List<Appointment> arrived() {
    return appointments("where a.status = :arrived order by a.slot.start, a.id")
        .setParameter("arrived", AppointmentStatus.ARRIVED)
        .getResultList();
  }

  /** The kinds of visits that are offered, the usual one first. */
  List<VisitType> types() {
    return availability.types().stream().filter(VisitType::isActive).toList();
  }

  /** The name of a person whose booking failed, for the message about it. */
  String name(SlotTakenException.Who who, VisitWish wish) {
    Person person =
        switch (who) {
          case PATIENT -> found(entities.find(Patient.class, wish.patient()), wish.patient());
          case PRACTITIONER ->
              found(entities.find(Practitioner.class, wish.practitioner()), wish.practitioner());
        };
    return person.ref().name();
  }

  private TypedQuery<Appointment> appointments(String condition) {
    return entities.createQuery(SELECT + condition, Appointment.class);
  }

  private static <T> T found(@Nullable T row, UUID id) {
    return Optional.ofNullable(row).orElseThrow(() -> new NotFoundException("no row " + id));
  }
}
