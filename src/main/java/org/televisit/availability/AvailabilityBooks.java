package org.televisit.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.televisit.platform.NotFoundException;

/** All kinds of visits, hours, deviations, and the booking rules. Only this class speaks JPQL. */
@ApplicationScoped
class AvailabilityBooks {

  @PersistenceContext EntityManager entities;

  /** Writes at once, so that a broken rule of the database surfaces here. */
  void add(Object row) {
    entities.persist(row);
    entities.flush();
  }

  void flush() {
    entities.flush();
  }

  /** All kinds of visits: the usual one first, those not offered any more last. */
  List<VisitType> types() {
    return entities
        .createQuery(
            """
            select t from VisitType t
            order by case when t.code = :usual then 0 when t.active = true then 1 else 2 end, t.code
            """,
            VisitType.class)
        .setParameter("usual", VisitType.CONSULTATION)
        .getResultList();
  }

  Optional<VisitType> type(String code) {
    return Optional.ofNullable(entities.find(VisitType.class, code));
  }

  /**
   * The row, locked until the transaction ends.
   *
   * @throws NotFoundException if there is none
   */
  <T> T forChange(Class<T> kind, Object id) {
    return Optional.ofNullable(entities.find(kind, id, LockModeType.PESSIMISTIC_WRITE))
        .orElseThrow(() -> new NotFoundException("no row " + id));
  }

  /**
   * The row.
   *
   * @throws NotFoundException if there is none
   */
  <T> T get(Class<T> kind, Object id) {
    return Optional.ofNullable(entities.find(kind, id))
        .orElseThrow(() -> new NotFoundException("no row " + id));
  }

  RulesRow rules() {
    return entities.find(RulesRow.class, RulesRow.ID);
  }

  /** A practitioner's weekly hours that count on any of these days, in the order of the week. */
  List<WeeklyHours> weekly(UUID practitioner, LocalDate from, LocalDate to) {
    return entities
        .createQuery(
            """
            select h from WorkingHours h
            where h.practitioner = :practitioner and h.entered.removedAt is null
              and h.validFrom <= :to and (h.validUntil is null or h.validUntil >= :from)
            order by h.weekday, h.fromMinute, h.validFrom
            """,
            WorkingHours.class)
        .setParameter("practitioner", practitioner)
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList()
        .stream()
        .map(WorkingHours::hours)
        .toList();
  }

  /** What deviates in [from, to) for a practitioner or the whole clinic, by start. */
  List<Deviation> deviations(UUID practitioner, Instant from, Instant to) {
    return entities
        .createQuery(
            """
            select d from Deviation d
            where d.entered.removedAt is null and d.end > :from and d.start < :to
              and (d.practitioner = :practitioner or d.practitioner is null)
            order by d.start, d.id
            """,
            Deviation.class)
        .setParameter("practitioner", practitioner)
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }

  /** The clinic's closures that end after the moment, by start. */
  List<Deviation> closures(Instant after) {
    return entities
        .createQuery(
            """
            select d from Deviation d
            where d.entered.removedAt is null and d.end > :after and d.practitioner is null
            order by d.start, d.id
            """,
            Deviation.class)
        .setParameter("after", after)
        .getResultList();
  }
}
