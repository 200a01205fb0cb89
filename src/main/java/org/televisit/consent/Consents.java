package org.televisit.consent;

import static jakarta.persistence.LockModeType.PESSIMISTIC_READ;
import static jakarta.persistence.LockModeType.PESSIMISTIC_WRITE;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.televisit.scheduling.AppointmentId;

/** All forms, answers, places and rules there are. The only class of this feature with JPQL. */
@ApplicationScoped
class Consents {

  @PersistenceContext EntityManager entities;

  /** The published wording of each question in one language. */
  List<ConsentForm> forms(String language) {
    return entities
        .createQuery(
            "select f from ConsentForm f where f.language = :language and f.status = :published",
            ConsentForm.class)
        .setParameter("language", language)
        .setParameter("published", FormStatus.PUBLISHED)
        .getResultList();
  }

  /** All wordings there ever were. */
  List<ConsentForm> forms() {
    return entities.createQuery("select f from ConsentForm f", ConsentForm.class).getResultList();
  }

  /** The wordings of one question in one state, locked until the transaction ends. */
  List<ConsentForm> forChange(Purpose purpose, FormStatus status) {
    return entities
        .createQuery(
            """
            select f from ConsentForm f where f.purpose = :purpose and f.status = :status
            order by f.language
            """,
            ConsentForm.class)
        .setParameter("purpose", purpose)
        .setParameter("status", status)
        .setLockMode(PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** Writes at once: one version must have been superseded when the next is published. */
  void supersede(List<ConsentForm> forms, Instant now) {
    forms.forEach(form -> form.supersede(now));
    entities.flush();
  }

  /** Id of a wording to how many answers quote it; those that nobody quotes are missing. */
  Map<Object, Long> answersByForm() {
    return entities
        .createQuery("select c.form.id, count(c) from Consent c group by c.form.id", Object[].class)
        .getResultStream()
        .collect(toMap(row -> row[0], row -> (Long) row[1]));
  }

  Optional<ConsentForm> form(UUID id) {
    return Optional.ofNullable(entities.find(ConsentForm.class, id));
  }

  /** One person's answers that count now. */
  List<Consent> current(Party party) {
    return current(List.of(party.appointment())).stream()
        .filter(consent -> consent.party().equals(party))
        .toList();
  }

  /** Everybody's answers that count now. */
  List<Consent> current(Collection<AppointmentId> appointments) {
    return entities
        .createQuery(
            """
            select c from Consent c join fetch c.form
            where c.appointment in :appointments and c.status <> 'inactive'
            """,
            Consent.class)
        .setParameter("appointments", appointments.stream().map(AppointmentId::value).toList())
        .getResultList();
  }

  /** As {@link #current(Collection)}, without agreements that do not hold for the visit's time. */
  List<Consent> holding(Collection<AppointmentId> appointments) {
    return entities
        .createQuery(
            """
            select c, a.slot.start from Consent c
            join fetch c.form join Appointment a on a.id = c.appointment
            where c.appointment in :appointments and c.status <> 'inactive'
            """,
            Object[].class)
        .setParameter("appointments", appointments.stream().map(AppointmentId::value).toList())
        .getResultStream()
        .filter(row -> ((Consent) row[0]).holdsAt((Instant) row[1]))
        .map(row -> (Consent) row[0])
        .toList();
  }

  /** Every answer ever given for one visit, also those that ended, oldest first. */
  List<Consent> all(AppointmentId appointment) {
    return entities
        .createQuery(
            """
            select c from Consent c join fetch c.form
            where c.appointment = :appointment order by c.answeredAt, c.purpose, c.subject
            """,
            Consent.class)
        .setParameter("appointment", appointment.value())
        .getResultList();
  }

  /** Every answer ever given about one person in one visit, oldest first. */
  List<Consent> all(Party party) {
    return all(party.appointment()).stream().filter(c -> c.party().equals(party)).toList();
  }

  /** The answer of that id, with its wording. */
  Optional<Consent> find(UUID id) {
    return entities
        .createQuery("select c from Consent c join fetch c.form where c.id = :id", Consent.class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  /** Where each person of a visit said to be, by subject. */
  Map<String, String> stated(AppointmentId appointment) {
    return locations(appointment).stream()
        .collect(toMap(AttendanceLocation::subject, AttendanceLocation::jurisdiction));
  }

  Optional<AttendanceLocation> location(Party party) {
    return locations(party.appointment()).stream()
        .filter(location -> location.subject().equals(party.subject()))
        .findFirst();
  }

  /** Every place ever stated for this visit. */
  List<AttendanceLocation> everStated(AppointmentId appointment) {
    return entities
        .createQuery(
            "select l from AttendanceLocation l where l.appointment = :appointment",
            AttendanceLocation.class)
        .setParameter("appointment", appointment.value())
        .getResultList();
  }

  private List<AttendanceLocation> locations(AppointmentId appointment) {
    return entities
        .createQuery(
            """
            select l from AttendanceLocation l
            where l.appointment = :appointment and l.endedAt is null
            """,
            AttendanceLocation.class)
        .setParameter("appointment", appointment.value())
        .getResultList();
  }

  /** All places with a rule, by code. */
  List<Jurisdiction> table() {
    return entities
        .createQuery("select j from Jurisdiction j order by j.code", Jurisdiction.class)
        .getResultList();
  }

  Map<String, RecordingRule> rules() {
    return table().stream().collect(toMap(Jurisdiction::getCode, Jurisdiction::getRule));
  }

  /** What each place ever asked, since that is written down. */
  List<RuleTerm> terms() {
    return entities.createQuery("select t from RuleTerm t", RuleTerm.class).getResultList();
  }

  /** From when on the clinic was where; empty if nobody has written it down. */
  NavigableMap<Instant, String> clinicPlaces() {
    return entities
        .createQuery("select p from ClinicPlace p", ClinicPlace.class)
        .getResultStream()
        .collect(toMap(ClinicPlace::since, ClinicPlace::jurisdiction, (a, b) -> b, TreeMap::new));
  }

  /** As {@link #rules}; until the transaction ends, none of them changes. */
  Map<String, RecordingRule> lockedRules() {
    return entities
        .createQuery("select j from Jurisdiction j order by j.code", Jurisdiction.class)
        .setLockMode(PESSIMISTIC_READ)
        .getResultStream()
        .collect(toMap(Jurisdiction::getCode, Jurisdiction::getRule));
  }

  /** The place, locked until the transaction ends; empty if the table does not name it. */
  Optional<Jurisdiction> jurisdictionForChange(String code) {
    return Optional.ofNullable(entities.find(Jurisdiction.class, code, PESSIMISTIC_WRITE));
  }

  /** Writes at once: the answer before must have ended when the next one begins. */
  void end(Consent before, Instant now) {
    before.end(now);
    entities.flush();
  }

  /** Writes at once, as {@link #end(Consent, Instant)}. */
  void end(AttendanceLocation before, Instant now) {
    before.end(now);
    entities.flush();
  }

  /** Writes at once, so that a broken rule of the database surfaces here. */
  void add(Object entity) {
    entities.persist(entity);
    entities.flush();
  }
}
