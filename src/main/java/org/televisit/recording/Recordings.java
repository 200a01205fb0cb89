package org.televisit.recording;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.televisit.media.Capture;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.Sealed;

/** All recordings there are. The only class of this feature that speaks JPQL. */
@ApplicationScoped
class Recordings {

  private static final List<RecordingState> ENDED =
      List.of(RecordingState.SEALED, RecordingState.FAILED);

  @PersistenceContext EntityManager entities;

  void add(Recording recording) {
    entities.persist(recording);
  }

  /**
   * Writes now what was changed so far: a row makes one legal move at a time, and a broken rule of
   * the database surfaces here.
   */
  void flush() {
    entities.flush();
  }

  /** Locked until the transaction ends: room, ingest and recovery may reach for the same row. */
  Recording forChange(RecordingId id) {
    return Optional.ofNullable(
            entities.find(Recording.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
        .orElseThrow(() -> new NoSuchElementException(id.entity()));
  }

  Recording get(RecordingId id) {
    return Optional.ofNullable(entities.find(Recording.class, id.value()))
        .orElseThrow(() -> new NoSuchElementException(id.entity()));
  }

  /** The recording that waits for this token, locked so that a token opens once. */
  Optional<Recording> awaiting(String tokenSha256) {
    return entities
        .createQuery(
            "select r from Recording r where r.tokenSha256 = :token and r.state = :requested",
            Recording.class)
        .setParameter("token", tokenSha256)
        .setParameter("requested", RecordingState.REQUESTED)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  void add(RecordingPause pause) {
    entities.persist(pause);
  }

  /**
   * Notes where this file lacks a track; before its row is sealed, after which nothing is added.
   */
  void addHoles(Sealed file) {
    RecordingId id = new RecordingId(file.recording());
    file.holes().forEach(hole -> entities.persist(new RecordingHole(id, hole)));
  }

  /** The pause that lasts, if the recording is paused. */
  Optional<RecordingPause> pause(RecordingId id) {
    return entities
        .createQuery(
            "select p from RecordingPause p where p.recording = :recording and p.to is null",
            RecordingPause.class)
        .setParameter("recording", id.value())
        .getResultStream()
        .findFirst();
  }

  /** All its pauses, in order. */
  List<RecordingEvidence.Pause> pauses(RecordingId id) {
    return entities
        .createQuery(
            "select p from RecordingPause p where p.recording = :recording order by p.from, p.id",
            RecordingPause.class)
        .setParameter("recording", id.value())
        .getResultStream()
        .map(RecordingPause::pause)
        .toList();
  }

  /** 0 if that person has not been recorded in this visit. */
  int lastStretch(UUID seat) {
    return entities
        .createQuery(
            "select coalesce(max(r.stretch), 0) from Recording r where r.seat = :seat",
            Integer.class)
        .setParameter("seat", seat)
        .getSingleResult();
  }

  long sealedMillis(UUID seat, Capture media) {
    return entities
        .createQuery(
            """
            select coalesce(sum(r.durationMs), 0L) from Recording r
            where r.seat = :seat and r.media = :media
            """,
            Long.class)
        .setParameter("seat", seat)
        .setParameter("media", media.code())
        .getSingleResult();
  }

  /** By person, then in order of time. */
  List<Recording> of(AppointmentId visit) {
    return entities
        .createQuery(
            """
            select r from Recording r where r.appointment = :visit
            order by r.role desc, r.name, r.stretch
            """,
            Recording.class)
        .setParameter("visit", visit.value())
        .getResultList();
  }

  /** Counted by the ingest, without a lock: whoever changes the row for good comes later. */
  void count(RecordingId id, Received count) {
    entities
        .createQuery(
            """
            update Recording r set r.receivedBytes = :bytes, r.receivedMs = :millis
            where r.id = :id and r.state not in :ended
            """)
        .setParameter("bytes", count.bytes())
        .setParameter("millis", count.lasted().toMillis())
        .setParameter("id", id.value())
        .setParameter("ended", ENDED)
        .executeUpdate();
  }

  /**
   * Locks the visit itself first, as a legal hold does, so that the two cannot wait in a circle.
   */
  Recording forErasure(RecordingId id) {
    Recording recording = get(id);
    lockVisit(recording.appointment());
    entities.refresh(recording, LockModeType.PESSIMISTIC_WRITE); // a hold may have changed it
    return recording;
  }

  /**
   * Until the transaction ends nobody else can write a row that refers to this visit: no answer, no
   * place, no legal hold.
   */
  void lockVisit(AppointmentId visit) {
    entities
        .createNativeQuery("select 1 from appointment where id = :visit for update")
        .setParameter("visit", visit.value())
        .getResultList();
  }

  /** What these rows prove, with their pauses and holes. */
  List<RecordingEvidence> evidence(List<Recording> rows) {
    List<UUID> ids = rows.stream().map(r -> r.id().value()).toList();
    Map<UUID, List<RecordingEvidence.Pause>> pauses =
        entities
            .createQuery(
                "select p from RecordingPause p where p.recording in :ids order by p.from, p.id",
                RecordingPause.class)
            .setParameter("ids", ids)
            .getResultStream()
            .collect(
                groupingBy(RecordingPause::recording, mapping(RecordingPause::pause, toList())));
    Map<UUID, List<RecordingEvidence.Hole>> holes =
        entities
            .createQuery(
                "select h from RecordingHole h where h.recording in :ids order by h.from, h.track",
                RecordingHole.class)
            .setParameter("ids", ids)
            .getResultStream()
            .collect(groupingBy(RecordingHole::recording, mapping(RecordingHole::hole, toList())));
    return rows.stream()
        .map(
            r ->
                r.evidence(
                    pauses.getOrDefault(r.id().value(), List.<RecordingEvidence.Pause>of()),
                    holes.getOrDefault(r.id().value(), List.<RecordingEvidence.Hole>of())))
        .toList();
  }

  /** To be destroyed, and not known to be. */
  List<RecordingId> awaitingErasure() {
    return entities
        .createQuery(
            "select r from Recording r where r.erasingSince is not null and r.erasedAt is null",
            Recording.class)
        .getResultStream()
        .map(Recording::id)
        .toList();
  }

  /** Of one person, in all visits; also what has been destroyed since. */
  List<Recording> sealedOf(String subject) {
    return entities
        .createQuery(
            """
            select r from Recording r where r.subject = :subject and r.state = :sealed
            order by r.endedAt, r.id
            """,
            Recording.class)
        .setParameter("subject", subject)
        .setParameter("sealed", RecordingState.SEALED)
        .getResultList();
  }

  /** Destroyed for good, as their rows say. */
  List<RecordingId> erased() {
    return entities
        .createQuery("select r.id from Recording r where r.erasedAt is not null", UUID.class)
        .getResultStream()
        .map(RecordingId::new)
        .toList();
  }

  /** Ended before then and still there, the longest ended first. */
  List<Recording> endedBefore(Instant moment) {
    return entities
        .createQuery(
            """
            select r from Recording r
            where r.erasedAt is null and r.endedAt < :moment order by r.endedAt, r.id
            """,
            Recording.class)
        .setParameter("moment", moment)
        .getResultList();
  }

  /** What this node has begun and not ended, and what was begun before nodes had names. */
  List<RecordingId> unfinishedOf(String node) {
    return entities
        .createQuery(
            """
            select r from Recording r
            where r.state not in :ended and (r.node = :node or r.node is null)
            order by r.requestedAt
            """,
            Recording.class)
        .setParameter("ended", ENDED)
        .setParameter("node", node)
        .getResultStream()
        .map(Recording::id)
        .toList();
  }

  /** What this node records, and what it was asked to record before that moment. */
  List<RecordingId> runningOf(String node, Instant requestedBefore) {
    return entities
        .createQuery(
            """
            select r from Recording r
            where r.state not in :ended and r.node = :node
              and (r.state <> :requested or r.requestedAt < :before)
            order by r.requestedAt
            """,
            Recording.class)
        .setParameter("ended", ENDED)
        .setParameter("node", node)
        .setParameter("requested", RecordingState.REQUESTED)
        .setParameter("before", requestedBefore)
        .getResultStream()
        .map(Recording::id)
        .toList();
  }

  List<RecordingId> failedOf(String node, RecordingFailure why) {
    return entities
        .createQuery(
            "select r from Recording r where r.failure = :why and r.node = :node", Recording.class)
        .setParameter("why", why.code())
        .setParameter("node", node)
        .getResultStream()
        .map(Recording::id)
        .toList();
  }
}
