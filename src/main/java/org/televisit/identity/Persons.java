package org.televisit.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All patients and practitioners there are. */
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
