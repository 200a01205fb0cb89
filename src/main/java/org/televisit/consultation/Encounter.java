package org.televisit.consultation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.completeness.Span;
import org.televisit.scheduling.AppointmentId;

/**
 * The visit itself (FHIR R4 Encounter): {@code planned -> arrived -> in-progress -> finished}. A
 * lost connection is a gap in somebody's presence, never a new encounter.
 */
@Entity
@Table(name = "encounter")
class Encounter {

  @Id private UUID id;
  @Version private int version;

  @Column(name = "appointment_id", nullable = false, updatable = false)
  private UUID appointment;

  @Column(nullable = false)
  private EncounterStatus status;

  @Column(name = "opened_at", nullable = false, updatable = false)
  private Instant openedAt;

  @Column(name = "arrived_at")
  private @Nullable Instant arrivedAt;

  @Column(name = "started_at")
  private @Nullable Instant startedAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Column private @Nullable String pipeline;

  @Column private @Nullable String node;

  @SuppressWarnings("NullAway.Init")
  protected Encounter() {} // for Hibernate

  Encounter(AppointmentId appointment, Instant now) {
    this.id = UUID.randomUUID();
    this.appointment = appointment.value();
    this.status = EncounterStatus.PLANNED;
    this.openedAt = now;
  }

  /** The patient is here. Does nothing when that is known. */
  void arrive(Instant now) {
    if (status == EncounterStatus.PLANNED) {
      status = EncounterStatus.ARRIVED;
      arrivedAt = later(openedAt, now);
    }
  }

  /**
   * Patient and practitioner meet. Does nothing when they do already.
   *
   * @throws IllegalStateException if the patient never came, or the visit is over
   */
  void start(Instant now) {
    if (status == EncounterStatus.IN_PROGRESS) {
      return;
    }
    if (status != EncounterStatus.ARRIVED) {
      throw new IllegalStateException("encounter " + id + " cannot start, it is " + status);
    }
    status = EncounterStatus.IN_PROGRESS;
    startedAt = later(arrivedAt, now);
  }

  /**
   * The practitioner ends the visit, or nobody is there any more who could.
   *
   * @throws IllegalStateException if it is not in progress
   */
  void finish(Instant now) {
    if (status != EncounterStatus.IN_PROGRESS) {
      throw new IllegalStateException("encounter " + id + " cannot end, it is " + status);
    }
    status = EncounterStatus.FINISHED;
    endedAt = later(startedAt, now);
  }

  /** Remembers where the media runs, so that another life of this node can find it. */
  void runsOn(@Nullable String newPipeline, String onNode) {
    pipeline = newPipeline;
    node = newPipeline == null ? null : onNode;
  }

  /** Whether that node holds its media, or none does. */
  boolean isOn(String someNode) {
    return node == null || node.equals(someNode);
  }

  UUID id() {
    return id;
  }

  Instant openedAt() {
    return openedAt;
  }

  AppointmentId appointment() {
    return new AppointmentId(appointment);
  }

  EncounterStatus status() {
    return status;
  }

  /** From the first admission to the end; empty unless the visit took place and is over. */
  Optional<Span> course() {
    return status == EncounterStatus.FINISHED && startedAt != null && endedAt != null
        ? Optional.of(new Span(startedAt, endedAt))
        : Optional.empty();
  }

  /** When it came into its present state; null while the patient has not come. */
  @Nullable Instant since() {
    return switch (status) {
      case PLANNED -> null;
      case ARRIVED -> arrivedAt;
      case IN_PROGRESS -> startedAt;
      case FINISHED, CANCELLED -> endedAt;
    };
  }

  /** For how long the patient has been waiting; null unless the patient waits. */
  @Nullable Duration waiting(Instant now) {
    return status == EncounterStatus.ARRIVED && arrivedAt != null
        ? Duration.between(arrivedAt, later(arrivedAt, now))
        : null;
  }

  @Nullable String pipeline() {
    return pipeline;
  }

  /** Keeps the order of a life line although a wall clock may step back. */
  private static Instant later(@Nullable Instant before, Instant now) {
    return before != null && before.isAfter(now) ? before : now;
  }
}
