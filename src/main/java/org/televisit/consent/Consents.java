package org.televisit.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.televisit.scheduling.AppointmentId;

/** All forms and answers there are. The only class of this feature that speaks JPQL. */
@ApplicationScoped
class Consents {

  @PersistenceContext EntityManager entities;

  /** The newest wording of each question in one language. */
  List<ConsentForm> forms(String language) {
    return entities
        .createQuery(
            """
            select f from ConsentForm f
            where f.language = :language and f.version =
              (select max(g.version) from ConsentForm g
               where g.language = f.language and g.purpose = f.purpose)
            """,
            ConsentForm.class)
        .setParameter("language", language)
        .getResultList();
  }

  /** The form if it is the newest wording of its question. */
  Optional<ConsentForm> newest(UUID form) {
    return Optional.ofNullable(entities.find(ConsentForm.class, form))
        .filter(found -> forms(found.getLanguage()).contains(found));
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

  /** Writes at once: the answer before must have ended when the next one begins. */
  void end(Consent before, Instant now) {
    before.end(now);
    entities.flush();
  }

  void add(Consent consent) {
    entities.persist(consent);
    entities.flush();
  }
}
