package org.televisit.recording;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.televisit.vault.TrackHole;

/**
 * Where sound or picture is missing in a sealed recording. Kept in a row, because a certificate is
 * drawn up when the vault may be away, and compared when the file may have been destroyed.
 */
@Entity
@Immutable
@Table(name = "recording_hole")
class RecordingHole {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(name = "recording_id", nullable = false, updatable = false)
  private UUID recording;

  @Column(nullable = false, updatable = false)
  private String track;

  @Column(name = "from_ms", nullable = false, updatable = false)
  private long from;

  @Column(name = "to_ms", nullable = false, updatable = false)
  private long to;

  @SuppressWarnings("NullAway.Init")
  protected RecordingHole() {} // for Hibernate

  RecordingHole(RecordingId recording, TrackHole hole) {
    this.recording = recording.value();
    this.track = hole.track().name().toLowerCase(Locale.ROOT);
    this.from = hole.fromMillis();
    this.to = hole.toMillis();
  }

  UUID recording() {
    return recording;
  }

  RecordingEvidence.Hole hole() {
    return new RecordingEvidence.Hole(track, from, to);
  }
}
