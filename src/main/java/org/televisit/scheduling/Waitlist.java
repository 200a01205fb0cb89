package org.televisit.scheduling;

import static jakarta.persistence.LockModeType.PESSIMISTIC_WRITE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.televisit.identity.Patient;

/** All that wait or did. The only class that speaks JPQL about them. */
@ApplicationScoped
class Waitlist {

  private static final String SELECT = "select w from WaitlistEntry w join fetch w.patient ";

  @PersistenceContext EntityManager entities;

  /** Writes at once, so that a broken rule of the database surfaces here. */
  void add(WaitlistEntry entry) {
    entities.persist(entry);
    entities.flush();
  }

  Optional<Patient> patient(UUID id) {
    return Optional.ofNullable(entities.find(Patient.class, id));
  }

  /** In line, the longest waiting first. */
  List<WaitlistEntry> with(WaitlistEntry.Status status) {
    return entities
        .createQuery(
            SELECT + "where w.status = :status order by w.enteredAt, w.id", WaitlistEntry.class)
        .setParameter("status", WaitlistEntry.codeOf(status))
        .getResultList();
  }

  /** Whether this patient is in line; at most one entry is. */
  Optional<WaitlistEntry> of(UUID patient) {
    return entities
        .createQuery(
            SELECT + "where w.status in ('waiting', 'offered') and w.patient.id = :patient",
            WaitlistEntry.class)
        .setParameter("patient", patient)
        .getResultStream()
        .findFirst();
  }

  /** The entry, locked until the transaction ends, if it still has that status. */
  Optional<WaitlistEntry> locked(UUID id, WaitlistEntry.Status status) {
    return entities
        .createQuery(
            "select w from WaitlistEntry w where w.id = :id and w.status = :status",
            WaitlistEntry.class)
        .setParameter("id", id)
        .setParameter("status", WaitlistEntry.codeOf(status))
        .setLockMode(PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }
}
