package org.televisit.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From where a person takes part in a visit, as they stated it. A later statement ends it. */
@Entity
@Table(name = "attendance_location")
class AttendanceLocation {

  @Id private UUID id;

  @Column(name = "appointment_id", nullable = false, updatable = false)
  private UUID appointment;

  @Column(nullable = false, updatable = false)
  private String subject;

  @Column(nullable = false, updatable = false)
  private String jurisdiction;

  @Column(name = "stated_by", nullable = false, updatable = false)
  private String statedBy;

  @Column(name = "stated_at", nullable = false, updatable = false)
  private Instant statedAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @SuppressWarnings("NullAway.Init")
  protected AttendanceLocation() {} // for Hibernate

  AttendanceLocation(Party party, String jurisdiction, String by, Instant now) {
    this.id = UUID.randomUUID();
    this.appointment = party.appointment().value();
    this.subject = party.subject();
    this.jurisdiction = jurisdiction;
    this.statedBy = by;
    this.statedAt = now;
  }

  /** Never before it began: a clock that was set back must not keep the next statement out. */
  void end(Instant now) {
    endedAt = now.isBefore(statedAt) ? statedAt : now;
  }

  /** Whether the person was there at that moment, as far as they said. */
  boolean counts(Instant moment) {
    return !moment.isBefore(statedAt) && (endedAt == null || moment.isBefore(endedAt));
  }

  /** When something changed by this statement. */
  Stream<Instant> changes() {
    return Stream.concat(Stream.of(statedAt), Stream.ofNullable(endedAt));
  }

  String subject() {
    return subject;
  }

  String jurisdiction() {
    return jurisdiction;
  }
}
