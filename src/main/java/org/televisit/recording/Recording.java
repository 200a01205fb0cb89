package org.televisit.recording;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Role;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.Fingerprint;

/** One person's media of one stretch of a visit; the media itself lies in the vault. */
@Entity
@Table(name = "recording")
class Recording {

  @Id private UUID id;
  @Version private int version;

  @Column(name = "appointment_id", nullable = false, updatable = false)
  private UUID appointment;

  @Column(name = "seat_id", nullable = false, updatable = false)
  private UUID seat;

  @Column(nullable = false, updatable = false)
  private String subject;

  @Column(nullable = false, updatable = false)
  private String name;

  @Column(nullable = false, updatable = false)
  private String role;

  @Column(nullable = false, updatable = false)
  private int stretch;

  @Column(nullable = false)
  private RecordingState state;

  @Column(name = "token_sha256")
  private @Nullable String tokenSha256;

  @Column(name = "requested_at", nullable = false, updatable = false)
  private Instant requestedAt;

  @Column(name = "started_at")
  private @Nullable Instant startedAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Column(name = "length_bytes")
  private @Nullable Long lengthBytes;

  @Column private @Nullable String sha256;

  @Column(name = "duration_ms")
  private @Nullable Long durationMs;

  @Column private @Nullable String failure;

  @SuppressWarnings("NullAway.Init")
  protected Recording() {} // for Hibernate

  Recording(RecordedSeat whose, int stretch, IngestToken token, Instant now) {
    this.id = UUID.randomUUID();
    this.appointment = whose.appointment().value();
    this.seat = whose.seat();
    this.subject = whose.subject();
    this.name = whose.name();
    this.role = whose.role().realmName();
    this.stretch = stretch;
    this.state = RecordingState.REQUESTED;
    this.tokenSha256 = token.sha256();
    this.requestedAt = now;
  }

  /** The first bytes arrive; the token is spent. */
  void arrive(Instant now) {
    state = RecordingState.RECORDING;
    tokenSha256 = null;
    startedAt = now;
  }

  /** The recorder is told to stop. */
  void stopping() {
    state = RecordingState.STOPPING;
  }

  /** Everything is sealed. */
  void seal(Fingerprint fingerprint, Duration duration, Instant now) {
    state = RecordingState.SEALED;
    lengthBytes = fingerprint.length();
    sha256 = fingerprint.sha256();
    durationMs = duration.toMillis();
    endedAt = now;
  }

  /** Given up. The fingerprint, if there is one, still tells what is kept. */
  void fail(RecordingFailure why, Instant now) {
    state = RecordingState.FAILED;
    tokenSha256 = null;
    failure = why.code();
    endedAt = now;
  }

  RecordingId id() {
    return new RecordingId(id);
  }

  AppointmentId appointment() {
    return new AppointmentId(appointment);
  }

  UUID seat() {
    return seat;
  }

  RecordingState state() {
    return state;
  }

  /** What the sealed file must amount to; null unless it is sealed. */
  @Nullable Fingerprint fingerprint() {
    return lengthBytes == null || sha256 == null ? null : new Fingerprint(lengthBytes, sha256);
  }

  RecordingSummary summary() {
    return new RecordingSummary(
        id(),
        appointment(),
        name,
        Role.named(role),
        stretch,
        state,
        requestedAt,
        startedAt,
        endedAt,
        durationMs,
        failure);
  }
}
