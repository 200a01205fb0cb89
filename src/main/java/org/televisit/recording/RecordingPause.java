package org.televisit.recording;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An interval of a stretch in which nothing was recorded, because somebody did not permit it. */
@Entity
@Table(name = "recording_pause")
class RecordingPause {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(name = "recording_id", nullable = false, updatable = false)
  private UUID recording;

  @Column(nullable = false, updatable = false)
  private String cause;

  @Column(name = "from_at", nullable = false, updatable = false)
  private Instant from;

  @Column(name = "to_at")
  private @Nullable Instant to;

  @SuppressWarnings("NullAway.Init")
  protected RecordingPause() {} // for Hibernate

  RecordingPause(RecordingId recording, RecordingPermit cause, Instant now) {
    this.recording = recording.value();
    this.cause = cause.code();
    this.from = now;
  }

  UUID recording() {
    return recording;
  }

  RecordingEvidence.Pause pause() {
    return new RecordingEvidence.Pause(cause, from, to);
  }

  void end(Instant now) {
    to = now.isBefore(from) ? from : now;
  }
}
