package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.televisit.media.Capture;
import org.televisit.scheduling.AppointmentId;

/** All recordings there are. The only class of this feature that speaks JPQL. */
@ApplicationScoped
class Recordings {

  @PersistenceContext EntityManager entities;

  void add(Recording recording) {
    entities.persist(recording);
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

  List<RecordingId> unfinished() {
    return entities
        .createQuery("select r from Recording r where r.state in :states", Recording.class)
        .setParameter(
            "states", Arrays.stream(RecordingState.values()).filter(s -> !s.ended()).toList())
        .getResultStream()
        .map(Recording::id)
        .toList();
  }
}
