package org.televisit.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.platform.NotFoundException;

/** All patients, practitioners and related persons there are. */
@ApplicationScoped
class Persons {

  @PersistenceContext EntityManager entities;

  List<PersonRef> patients() {
    return refs(
        entities
            .createQuery("select p from Patient p order by p.name, p.id", Patient.class)
            .getResultList());
  }

  List<PersonRef> practitioners() {
    return refs(
        entities
            .createQuery("select p from Practitioner p order by p.name, p.id", Practitioner.class)
            .getResultList());
  }

  <P extends Person> Optional<PersonRef> find(Class<P> kind, UUID id) {
    return Optional.ofNullable(entities.find(kind, id)).map(Person::ref);
  }

  <P extends Person> Optional<PersonRef> find(Class<P> kind, String subject) {
    return entities
        .createQuery(
            "select p from " + kind.getSimpleName() + " p where p.subject = :subject", kind)
        .setParameter("subject", subject)
        .getResultList()
        .stream()
        .findFirst()
        .map(Person::ref);
  }

  Optional<LocalDate> birthDate(UUID patient) {
    return Optional.ofNullable(entities.find(Patient.class, patient)).flatMap(Patient::birthDate);
  }

  void born(UUID patient, @Nullable LocalDate on) {
    find(patient).born(on);
  }

  /** Writes at once, so that a broken rule of the database surfaces here. */
  UUID relate(UUID patient, Companion companion, Instant now) {
    PersonRef person = find(companion.person()).ref();
    RelatedPerson related = new RelatedPerson(find(patient), person, companion, now);
    entities.persist(related);
    entities.flush();
    return related.ref().id();
  }

  void part(UUID relation, Instant now) {
    Optional.ofNullable(entities.find(RelatedPerson.class, relation))
        .orElseThrow(() -> new NotFoundException("no relation " + relation))
        .end(now);
  }

  private Patient find(UUID patient) {
    return Optional.ofNullable(entities.find(Patient.class, patient))
        .orElseThrow(() -> new NotFoundException("no patient " + patient));
  }

  /** The patients whom this person represents at the given moment, by name. */
  List<PersonRef> representedBy(String subject, Instant at) {
    return refs(
        entities
            .createQuery(
                """
                select p from Patient p where exists (select r from RelatedPerson r
                  where r.patient = p and r.subject = :subject and r.represents
                    and r.since <= :at and (r.until is null or r.until > :at))
                order by p.name, p.id
                """,
                Patient.class)
            .setParameter("subject", subject)
            .setParameter("at", at)
            .getResultList());
  }

  /** Who accompanies a patient at the given moment, the longest known first. */
  List<Relation> relations(UUID patient, Instant at) {
    return entities
        .createQuery(
            """
            select r from RelatedPerson r
            where r.patient.id = :patient and r.since <= :at and (r.until is null or r.until > :at)
            order by r.since, r.id
            """,
            RelatedPerson.class)
        .setParameter("patient", patient)
        .setParameter("at", at)
        .getResultList()
        .stream()
        .map(RelatedPerson::relation)
        .toList();
  }

  /** Who accompanies a patient, or did once, and from when to when. */
  List<RelationTerm> everRelated(UUID patient) {
    return entities
        .createQuery(
            "select r from RelatedPerson r where r.patient.id = :patient order by r.since, r.id",
            RelatedPerson.class)
        .setParameter("patient", patient)
        .getResultList()
        .stream()
        .map(RelatedPerson::term)
        .toList();
  }

  /** Takes over the name that the provider asserts, wherever this person accompanies somebody. */
  void renameRelated(Actor actor) {
    entities
        .createNativeQuery(
            "update related_person set name = :name where subject = :subject and name <> :name")
        .setParameter("subject", actor.subject())
        .setParameter("name", actor.name())
        .executeUpdate();
  }

  /** One statement, so that two first requests at once make one row. */
  void upsertPatient(Actor actor) {
    upsert(
        """
        insert into patient (id, subject, name) values (:id, :subject, :name)
        on conflict (subject) do update set name = excluded.name where patient.name <> excluded.name
        """,
        actor);
  }

  void upsertPractitioner(Actor actor) {
    upsert(
        """
        insert into practitioner (id, subject, name) values (:id, :subject, :name)
        on conflict (subject) do update set name = excluded.name where practitioner.name <> excluded.name
        """,
        actor);
  }

  private void upsert(String sql, Actor actor) {
    entities
        .createNativeQuery(sql)
        .setParameter("id", UUID.randomUUID())
        .setParameter("subject", actor.subject())
        .setParameter("name", actor.name())
        .executeUpdate();
  }

  private static List<PersonRef> refs(List<? extends Person> people) {
    return people.stream().map(Person::ref).toList();
  }
}
