package org.televisit.consultation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.televisit.scheduling.AppointmentId;

/** Encounters with their seats and presences. The only class of this feature that speaks JPQL. */
@ApplicationScoped
class Encounters {

  @PersistenceContext EntityManager entities;

  void add(Object entity) {
    entities.persist(entity);
  }

  /** Writes now what was changed so far: an ended presence must make room for the next one. */
  void flush() {
    entities.flush();
  }

  /** The visit's encounter, locked until the transaction ends. */
  Optional<Encounter> of(AppointmentId visit) {
    return entities
        .createQuery("select e from Encounter e where e.appointment = :visit", Encounter.class)
        .setParameter("visit", visit.value())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  /** The encounters of many visits, for reading. */
  List<Encounter> of(Collection<AppointmentId> visits) {
    return entities
        .createQuery("select e from Encounter e where e.appointment in :visits", Encounter.class)
        .setParameter("visits", visits.stream().map(AppointmentId::value).toList())
        .getResultList();
  }

  /** As {@link #of(AppointmentId)}, where there must be one. */
  Encounter forChange(AppointmentId visit) {
    return of(visit)
        .orElseThrow(() -> new NoSuchElementException("no encounter of " + visit.entity()));
  }

  List<Seat> seats(UUID encounter) {
    return entities
        .createQuery("select s from Seat s where s.encounter = :encounter", Seat.class)
        .setParameter("encounter", encounter)
        .getResultList();
  }

  Optional<Presence> open(UUID seat) {
    return entities
        .createQuery(
            "select p from Presence p where p.seat = :seat and p.leftAt is null", Presence.class)
        .setParameter("seat", seat)
        .getResultStream()
        .findFirst();
  }

  /** The whole ledger of one encounter, in order. */
  List<Presence> presences(UUID encounter) {
    return entities
        .createQuery(
            """
            select p from Presence p, Seat s where p.seat = s.id and s.encounter = :encounter
            order by p.joinedAt, p.id
            """,
            Presence.class)
        .setParameter("encounter", encounter)
        .getResultList();
  }

  /** Visits that took place and ended since then. */
  List<AppointmentId> finishedSince(Instant moment) {
    return entities
        .createQuery(
            """
            select e.appointment from Encounter e
            where e.status = :finished and e.endedAt >= :moment order by e.endedAt
            """,
            UUID.class)
        .setParameter("finished", EncounterStatus.FINISHED)
        .setParameter("moment", moment)
        .getResultStream()
        .map(AppointmentId::new)
        .toList();
  }

  /**
   * Presences on one node that nobody has ended, of all encounters.
   *
   * @param unnamed the node that those count for which do not name one
   */
  List<Presence> openOn(String node, String unnamed) {
    return entities
        .createQuery(
            """
            select p from Presence p
            where p.leftAt is null and coalesce(p.node, :unnamed) = :node
            """,
            Presence.class)
        .setParameter("node", node)
        .setParameter("unnamed", unnamed)
        .getResultList();
  }

  /** The screen that this person shares now. */
  Optional<ScreenShare> openScreen(UUID seat) {
    return entities
        .createQuery(
            "select s from ScreenShare s where s.seat = :seat and s.endedAt is null",
            ScreenShare.class)
        .setParameter("seat", seat)
        .getResultStream()
        .findFirst();
  }

  /** Screens that are shared over one node, as far as anybody has written down. */
  List<ScreenShare> openScreensOn(String node) {
    return entities
        .createQuery(
            "select s from ScreenShare s where s.endedAt is null and s.node = :node",
            ScreenShare.class)
        .setParameter("node", node)
        .getResultList();
  }

  /** When screens were shared in one encounter, in order. */
  List<ScreenShare> screens(UUID encounter) {
    return entities
        .createQuery(
            """
            select c from ScreenShare c, Seat s where c.seat = s.id and s.encounter = :encounter
            order by c.startedAt, c.id
            """,
            ScreenShare.class)
        .setParameter("encounter", encounter)
        .getResultList();
  }

  /** Encounters whose media may still run although they are over, or although this node died. */
  List<Encounter> withMediaLeft(String node) {
    return entities
        .createQuery(
            """
            select e from Encounter e
            where e.pipeline is not null and (e.status in :over or e.node = :node)
            """,
            Encounter.class)
        .setParameter("over", List.of(EncounterStatus.FINISHED, EncounterStatus.CANCELLED))
        .setParameter("node", node)
        .getResultList();
  }
}
