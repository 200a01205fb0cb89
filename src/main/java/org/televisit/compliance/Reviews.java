package org.televisit.compliance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.televisit.identity.Actor;
import org.televisit.scheduling.AppointmentId;

/** All grants ever given. The only class of this feature that speaks JPQL. */
@ApplicationScoped
class Reviews {

  @PersistenceContext EntityManager entities;

  void add(ReviewGrant grant) {
    entities.persist(grant);
  }

  Optional<ReviewGrant> find(UUID grant) {
    return Optional.ofNullable(entities.find(ReviewGrant.class, grant));
  }

  /** The grant of this reviewer for this visit that lasts longest beyond {@code now}. */
  Optional<ReviewGrant> active(Actor reviewer, AppointmentId visit, Instant now) {
    return entities
        .createQuery(
            """
            select g from ReviewGrant g
            where g.reviewer = :reviewer and g.expiresAt > :now and g.appointment = :visit
            order by g.expiresAt desc
            """,
            ReviewGrant.class)
        .setParameter("reviewer", reviewer.subject())
        .setParameter("visit", visit.value())
        .setParameter("now", now)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }
}
