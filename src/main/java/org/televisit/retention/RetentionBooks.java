package org.televisit.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.AppointmentId;

/** Policies, holds, requests, certificates. The only class of this feature that speaks JPQL. */
@ApplicationScoped
class RetentionBooks {

  private static final int MOST = 200;

  /** Any number that no other feature locks. */
  private static final long RUN = 0x7265_7465_6e74L;

  @PersistenceContext EntityManager entities;

  /** Writes at once, so that a broken rule of the database surfaces here. */
  void add(Object entity) {
    entities.persist(entity);
    entities.flush();
  }

  void flush() {
    entities.flush();
  }

  /** Whether this transaction alone, on all nodes, may look after retention until it ends. */
  boolean lockRun() {
    return (Boolean)
        entities
            .createNativeQuery("select pg_try_advisory_xact_lock(:run)", Boolean.class)
            .setParameter("run", RUN)
            .getSingleResult();
  }

  /** Policies in force, those for everything first. */
  List<RetentionPolicy> policies() {
    return entities
        .createQuery(
            """
            select p from RetentionPolicy p where p.endedAt is null
            order by p.jurisdiction nulls first, p.visitType nulls first
            """,
            RetentionPolicy.class)
        .getResultList();
  }

  Optional<RetentionPolicy> policy(@Nullable String visitType, @Nullable String jurisdiction) {
    return policies().stream()
        .filter(p -> Objects.equals(p.policy().visitType(), visitType))
        .filter(p -> Objects.equals(p.policy().jurisdiction(), jurisdiction))
        .findFirst();
  }

  Optional<RetentionPolicy> policy(UUID id) {
    return Optional.ofNullable(entities.find(RetentionPolicy.class, id));
  }

  /** Of all visits: those in force first, then the last released. */
  List<LegalHold> holds() {
    return entities
        .createQuery(
            """
            select h from LegalHold h
            order by case when h.releasedAt is null then 0 else 1 end,
              coalesce(h.releasedAt, h.setAt) desc
            """,
            LegalHold.class)
        .setMaxResults(MOST)
        .getResultList();
  }

  LegalHold hold(UUID id) {
    return found(entities.find(LegalHold.class, id, LockModeType.PESSIMISTIC_WRITE), id);
  }

  /** Which of these visits are held now. */
  Set<AppointmentId> held(Collection<AppointmentId> visits) {
    if (visits.isEmpty()) {
      return Set.of();
    }
    Set<AppointmentId> held = new HashSet<>();
    entities
        .createQuery(
            """
            select h.appointment from LegalHold h
            where h.releasedAt is null and h.appointment in :visits
            """,
            UUID.class)
        .setParameter("visits", visits.stream().map(AppointmentId::value).toList())
        .getResultList()
        .forEach(id -> held.add(new AppointmentId(id)));
    return held;
  }

  /** Of all visits: the open ones first, then the last decided. */
  List<ErasureRequest> requests() {
    return entities
        .createQuery(
            """
            select r from ErasureRequest r
            order by case when r.granted is null then 0 else 1 end,
              coalesce(r.decidedAt, r.askedAt) desc
            """,
            ErasureRequest.class)
        .setMaxResults(MOST)
        .getResultList();
  }

  ErasureRequest request(UUID id) {
    return found(entities.find(ErasureRequest.class, id, LockModeType.PESSIMISTIC_WRITE), id);
  }

  /**
   * Requests that were granted, of which something stays that had ended by then, and that nothing
   * holds; the longest granted first.
   */
  List<UUID> unfulfilled() {
    return entities
        .createQuery(
            """
            select r.id from ErasureRequest r
            where r.granted = true
              and exists (
                select c.id from Recording c
                where c.appointment = r.appointment and c.subject = r.subject
                  and c.endedAt <= r.decidedAt and c.erasingSince is null)
              and not exists (
                select h.id from LegalHold h
                where h.appointment = r.appointment and h.releasedAt is null)
            order by r.decidedAt, r.id
            """,
            UUID.class)
        .getResultList();
  }

  List<DeletionCertificate> certificates(AppointmentId visit) {
    return entities
        .createQuery(
            """
            select c from DeletionCertificate c
            where c.appointment = :visit order by c.issuedAt, c.id
            """,
            DeletionCertificate.class)
        .setParameter("visit", visit.value())
        .getResultList();
  }

  Optional<DeletionCertificate> certificate(UUID id) {
    return Optional.ofNullable(entities.find(DeletionCertificate.class, id));
  }

  Optional<RetentionRun> run(LocalDate day) {
    return Optional.ofNullable(entities.find(RetentionRun.class, day));
  }

  Optional<RetentionRun> lastRun() {
    return entities
        .createQuery("select r from RetentionRun r order by r.day desc", RetentionRun.class)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  private static <T> T found(@Nullable T row, UUID id) {
    return Optional.ofNullable(row).orElseThrow(() -> new NotFoundException("no row " + id));
  }
}
