package org.televisit.recording;

import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.televisit.scheduling.AppointmentId;

/** Finds recordings for those who may review them; the caller has checked that they may. */
@ApplicationScoped
@Transactional
public class RecordingArchive {

  /**
   * Part of a long list.
   *
   * @param from first instant of the period, inclusive
   * @param to first instant after it
   * @param first rows to skip
   * @param most rows to return
   */
  public record Selection(Instant from, Instant to, int first, int most) {}

  @PersistenceContext EntityManager entities;

  /** What is known of one recording. */
  public Optional<RecordingSummary> find(RecordingId id) {
    return Optional.ofNullable(entities.find(Recording.class, id.value())).map(Recording::summary);
  }

  /**
   * Visits with a recording that was asked for in the period: alarms first, then the newest.
   *
   * @param alarming visits that are an alarm for another reason than a failed recording
   */
  public List<RecordedVisit> visits(Selection selection, Collection<AppointmentId> alarming) {
    List<UUID> visits =
        entities
            .createQuery(
                """
                select r.appointment from Recording r
                where r.requestedAt >= :from and r.requestedAt < :to
                group by r.appointment
                order by max(case when r.state = :failed or r.appointment in :alarming then 1 else 0 end)
                  desc,
                  max(r.requestedAt) desc, r.appointment
                """,
                UUID.class)
            .setParameter("from", selection.from())
            .setParameter("to", selection.to())
            .setParameter("failed", RecordingState.FAILED)
            .setParameter("alarming", alarming.stream().map(AppointmentId::value).toList())
            .setFirstResult(selection.first())
            .setMaxResults(selection.most())
            .getResultList();
    Map<UUID, List<RecordingSummary>> recordings = recordings(visits);
    return visits.stream()
        .map(id -> new RecordedVisit(new AppointmentId(id), recordings.getOrDefault(id, List.of())))
        .toList();
  }

  /** Which of these visits have no recording at all. */
  public List<AppointmentId> unrecorded(Collection<AppointmentId> visits) {
    Set<UUID> recorded = recordings(visits.stream().map(AppointmentId::value).toList()).keySet();
    return visits.stream().filter(visit -> !recorded.contains(visit.value())).toList();
  }

  private Map<UUID, List<RecordingSummary>> recordings(List<UUID> visits) {
    return entities
        .createQuery(
            """
            select r from Recording r where r.appointment in :visits
            order by r.role desc, r.name, r.stretch
            """,
            Recording.class)
        .setParameter("visits", visits)
        .getResultStream()
        .map(Recording::summary)
        .collect(groupingBy(r -> r.appointment().value()));
  }
}
