package org.televisit.completeness;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.televisit.scheduling.AppointmentId;

/** All certificates ever issued. The only class of this feature that speaks JPQL. */
@ApplicationScoped
class Certificates {

  /** More alarms than anybody looks through. */
  private static final int MOST = 200;

  @PersistenceContext EntityManager entities;

  /**
   * One at a time for each visit, until the transaction ends: two recordings that are sealed at the
   * same moment must not both issue the next number.
   */
  void queueUp(AppointmentId visit) {
    entities
        .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:visit, 0))")
        .setParameter("visit", visit.entity())
        .getResultList();
  }

  /** Writes at once, so that a broken rule of the database surfaces here. */
  void add(CompletenessCertificate certificate) {
    entities.persist(certificate);
    entities.flush();
  }

  Optional<CompletenessCertificate> find(UUID id) {
    return Optional.ofNullable(entities.find(CompletenessCertificate.class, id));
  }

  /** The newest first. */
  List<CompletenessCertificate> of(AppointmentId visit) {
    return entities
        .createQuery(
            """
            select c from CompletenessCertificate c
            where c.appointment = :visit order by c.number desc
            """,
            CompletenessCertificate.class)
        .setParameter("visit", visit.value())
        .getResultList();
  }

  /** Visits whose newest certificate is of that time and says that something is missing. */
  List<AppointmentId> incomplete(Instant from, Instant to) {
    return entities
        .createQuery(
            """
            select c.appointment from CompletenessCertificate c
            where c.complete = false and c.issuedAt >= :from and c.issuedAt < :to and c.number =
              (select max(d.number) from CompletenessCertificate d
               where d.appointment = c.appointment)
            order by c.issuedAt desc
            """,
            UUID.class)
        .setParameter("from", from)
        .setParameter("to", to)
        .setMaxResults(MOST)
        .getResultStream()
        .map(AppointmentId::new)
        .toList();
  }

  /** The newest of each visit that has one. */
  List<CompletenessCertificate> newest(Collection<AppointmentId> visits) {
    return entities
        .createQuery(
            """
            select c from CompletenessCertificate c where c.appointment in :visits and c.number =
              (select max(d.number) from CompletenessCertificate d
               where d.appointment = c.appointment)
            """,
            CompletenessCertificate.class)
        .setParameter("visits", visits.stream().map(AppointmentId::value).toList())
        .getResultList();
  }
}
