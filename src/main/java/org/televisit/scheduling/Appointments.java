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
import org.televisit.availability.TimeSlot;
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

  /** No slot is longer than a day: so an index answers, however many visits there were. */
  private static final String BETWEEN =
      """
      a.slot.start > :earliest and a.slot.start < :to and a.slot.end > :from
        and a.heldUntil is null
      """;

  private static final String HELD = "select a from Appointment a where a.status = :pending ";

  private static final int MOST = 200;
  private static final int SKIP_LOCKED = -2; // as Hibernate has it

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

  /** The two people of a visit. */
  record Pair(Practitioner practitioner, Patient patient) {}

  /** Both, locked until the transaction ends: the practitioner always first. */
  Pair lock(UUID practitioner, UUID patient) {
    return new Pair(
        found(entities.find(Practitioner.class, practitioner, PESSIMISTIC_WRITE), practitioner),
        found(entities.find(Patient.class, patient, PESSIMISTIC_WRITE), patient));
  }

  /** Writes what was changed so far. */
  void flush() {
    entities.flush();
  }

  /** The appointment, locked until the transaction ends. */
  Appointment forChange(AppointmentId id) {
    return found(entities.find(Appointment.class, id.value(), PESSIMISTIC_WRITE), id.value());
  }

  Optional<Appointment> find(AppointmentId id) {
    return appointments("where a.id = :id").setParameter("id", id.value()).getResultList().stream()
        .findFirst();
  }

  /** Everybody's visits that overlap [from, to), by start; nothing that was never booked. */
  List<Appointment> between(Instant from, Instant to) {
    return appointments("where " + BETWEEN + "order by a.slot.start, a.id")
        .setParameter("earliest", from.minus(TimeSlot.LONGEST))
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }

  /** One person's visits that overlap [from, to), by start; nothing that was never booked. */
  List<Appointment> between(Instant from, Instant to, Viewer viewer) {
    return appointments(CONCERNING + "and " + BETWEEN + "order by a.slot.start, a.id")
        .setParameter("subject", viewer.subject())
        .setParameter("now", viewer.now())
        .setParameter("earliest", from.minus(TimeSlot.LONGEST))
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }

  /** The person's visits that still take place and end after the given moment, by start. */
  List<Appointment> ahead(Viewer viewer, Instant endAfter) {
    return appointments(
            CONCERNING
                + """
                  and a.status in :ahead and (a.slot.end > :end or a.begunAt is not null)
                order by a.slot.start, a.id
                """)
        .setParameter("subject", viewer.subject())
        .setParameter("now", viewer.now())
        .setParameter("ahead", List.of(AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED))
        .setParameter("end", endAfter)
        .setMaxResults(MOST)
        .getResultList();
  }

  /** What the waiting list holds now for people whom this person may know of, by start. */
  List<Appointment> offers(Viewer viewer) {
    return appointments(
            CONCERNING
                + """
                  and a.status = :pending and a.heldUntil > :now and a.booked.by = :list
                order by a.slot.start, a.id
                """)
        .setParameter("subject", viewer.subject())
        .setParameter("now", viewer.now())
        .setParameter("pending", AppointmentStatus.PENDING)
        .setParameter("list", WaitlistRegister.LIST.subject())
        .getResultList();
  }

  /** Visits that should be over and have no outcome, of the time since then, the earliest first. */
  List<Appointment> unsettled(Instant since, Instant now) {
    return appointments(
            """
            where a.slot.start > :since and a.slot.start < :now and a.slot.end <= :now
              and a.status in :ahead and a.begunAt is null
            order by a.slot.start, a.id
            """)
        .setParameter("since", since)
        .setParameter("now", now)
        .setParameter("ahead", List.of(AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED))
        .setMaxResults(MOST)
        .getResultList();
  }

  /** The visits in whose rooms somebody may be now. */
  List<Appointment> arrived() {
    return appointments("where a.status = :arrived order by a.slot.start, a.id")
        .setParameter("arrived", AppointmentStatus.ARRIVED)
        .getResultList();
  }

  /**
   * The visits whose patient came and that have no outcome, of those that should be over by then.
   */
  List<Appointment> unended(Instant endedBy) {
    return appointments(
            "where a.status = :arrived and a.slot.end <= :end order by a.slot.start, a.id")
        .setParameter("arrived", AppointmentStatus.ARRIVED)
        .setParameter("end", endedBy)
        .getResultList();
  }

  /** The kinds of visits that are offered, the usual one first. */
  List<VisitType> types() {
    return availability.types().stream().filter(VisitType::isActive).toList();
  }

  /** The name of the person because of whom a time could not be had; empty if there is none. */
  String name(SlotRefusedException.Reason reason, VisitWish wish) {
    return switch (reason) {
      case PATIENT_BUSY ->
          name(found(entities.find(Patient.class, wish.patient()), wish.patient()));
      case PRACTITIONER_BUSY, CLOSED ->
          name(found(entities.find(Practitioner.class, wish.practitioner()), wish.practitioner()));
      default -> "";
    };
  }

  private static String name(Person person) {
    return person.ref().name();
  }

  /** What this person holds for that patient, locked, whether it is over or not. */
  List<Appointment> heldBy(String subject, UUID patient) {
    return entities
        .createQuery(
            HELD + "and a.booked.by = :subject and a.patient.id = :patient order by a.id",
            Appointment.class)
        .setParameter("pending", AppointmentStatus.PENDING)
        .setParameter("subject", subject)
        .setParameter("patient", patient)
        .setLockMode(PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** What is held for too long for one of two people, locked in an order that everybody keeps. */
  List<Appointment> expired(UUID practitioner, UUID patient, Instant now) {
    return entities
        .createQuery(
            HELD
                + """
                and a.heldUntil <= :now
                and (a.practitioner.id = :practitioner or a.patient.id = :patient)
                order by a.id
                """,
            Appointment.class)
        .setParameter("pending", AppointmentStatus.PENDING)
        .setParameter("now", now)
        .setParameter("practitioner", practitioner)
        .setParameter("patient", patient)
        .setLockMode(PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** The same of everybody; without those that somebody else is changing now. */
  List<Appointment> expired(Instant now, int most) {
    return entities
        .createQuery(HELD + "and a.heldUntil <= :now order by a.heldUntil", Appointment.class)
        .setParameter("pending", AppointmentStatus.PENDING)
        .setParameter("now", now)
        .setMaxResults(most)
        .setLockMode(PESSIMISTIC_WRITE)
        .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
        .getResultList();
  }

  private TypedQuery<Appointment> appointments(String condition) {
    return entities.createQuery(SELECT + condition, Appointment.class);
  }

  private static <T> T found(@Nullable T row, UUID id) {
    return Optional.ofNullable(row).orElseThrow(() -> new NotFoundException("no row " + id));
  }
}
