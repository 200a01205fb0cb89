package org.televisit.recording;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Role;
import org.televisit.media.Capture;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.Fingerprint;
import org.televisit.vault.Sealed;

/** One person's camera or screen, one stretch of a visit; the media itself lies in the vault. */
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

  @Column(nullable = false, updatable = false)
  private String media;

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

  @Column(name = "ended_because")
  private @Nullable String endedBecause;

  @Column private @Nullable String node;

  @Column(name = "received_bytes")
  private @Nullable Long receivedBytes;

  @Column(name = "received_ms")
  private @Nullable Long receivedMs;

  @Column(name = "erasing_since")
  private @Nullable Instant erasingSince;

  @Column(name = "erased_under")
  private @Nullable String erasedUnder;

  @Column(name = "erased_at")
  private @Nullable Instant erasedAt;

  @SuppressWarnings("NullAway.Init")
  protected Recording() {} // for Hibernate

  Recording(RecordedSeat whose, Stretch stretch, IngestToken token, Instant now) {
    this.id = UUID.randomUUID();
    this.appointment = whose.appointment().value();
    this.seat = whose.seat();
    this.subject = whose.subject();
    this.name = whose.name();
    this.role = whose.role().realmName();
    this.stretch = stretch.number();
    this.media = stretch.media().code();
    this.state = RecordingState.REQUESTED;
    this.tokenSha256 = token.sha256();
    this.requestedAt = now;
  }

  /**
   * Which part of a person's visit it is.
   *
   * @param number 1 for the first of that person
   */
  record Stretch(int number, Capture media) {}

  /** The first bytes arrive; the token is spent. */
  void arrive(Instant now) {
    become(RecordingState.RECORDING);
    tokenSha256 = null;
    startedAt = now;
  }

  /** Which node's ingest writes it, and finishes it should that node die. */
  void writtenBy(String newNode) {
    node = newNode;
  }

  /** What the ingest has counted, of its own. */
  void received(Received count) {
    receivedBytes = count.bytes();
    receivedMs = count.lasted().toMillis();
  }

  void pause() {
    become(RecordingState.PAUSED);
  }

  void resume() {
    become(RecordingState.RECORDING);
  }

  /** The recorder is told to stop. */
  void stopping(RecordingEnd why) {
    become(RecordingState.STOPPING);
    endedBecause = why.code();
  }

  /** Everything is sealed; {@code why} counts if nobody here wanted it to end. */
  void seal(Sealed file, RecordingEnd why, Instant now) {
    become(RecordingState.SEALED);
    proveBy(file);
    end(why, now);
  }

  private void proveBy(Sealed file) {
    lengthBytes = file.fingerprint().length();
    sha256 = file.fingerprint().sha256();
    durationMs = file.duration().toMillis();
  }

  /**
   * It failed for want of room or of its key, and is finished after all, up to where that happened:
   * the one way that leads out of an end.
   *
   * @return whether there is anything in it
   */
  boolean salvage(Sealed file) {
    if (file.duration().isZero()) {
      failure = RecordingFailure.NO_MEDIA.code();
      return false;
    }
    state = RecordingState.SEALED;
    failure = null;
    proveBy(file);
    return true;
  }

  boolean hasFailedFor(RecordingFailure why) {
    return state == RecordingState.FAILED && why.code().equals(failure);
  }

  /** Whether what arrived may be finished after all. */
  boolean maySalvage() {
    return hasFailedFor(RecordingFailure.STORAGE) || hasFailedFor(RecordingFailure.KEYS_AWAY);
  }

  /**
   * When its last media was taken, as far as can be told once its writer is dead.
   *
   * @param media length of what was stored, which knows nothing of the pauses
   * @param pauses of this recording, in order
   */
  Instant lastHeardOf(Duration media, List<RecordingEvidence.Pause> pauses, Instant now) {
    Instant from = startedAt == null ? requestedAt : startedAt;
    Duration left = media;
    for (RecordingEvidence.Pause pause : pauses) {
      if (pause.to() == null || !from.plus(left).isAfter(pause.from())) {
        break; // nothing was taken behind it
      }
      if (pause.from().isAfter(from)) {
        left = left.minus(Duration.between(from, pause.from()));
      }
      from = pause.to().isAfter(from) ? pause.to() : from;
    }
    Instant last = from.plus(left);
    return last.isBefore(now) ? last : now;
  }

  /** Given up. The fingerprint, if there is one, still tells what is kept. */
  void fail(RecordingFailure failed, RecordingEnd why, Instant now) {
    become(RecordingState.FAILED);
    tokenSha256 = null;
    failure = failed.code();
    end(why, now);
  }

  private void end(RecordingEnd why, Instant now) {
    endedAt = now;
    if (endedBecause == null) {
      endedBecause = why.code();
    }
  }

  private void become(RecordingState next) {
    if (!state.leadsTo(next)) {
      throw new IllegalStateException(id().entity() + " is " + state + " and cannot be " + next);
    }
    state = next;
  }

  /**
   * It is going to be destroyed; until it is, a legal hold may call that off.
   *
   * @throws IllegalStateException if it has not ended
   */
  void decideErasure(String under, Instant now) {
    if (!state.ended()) {
      throw new IllegalStateException(id().entity() + " has not ended");
    }
    if (erasingSince == null) {
      erasingSince = now;
      erasedUnder = under;
    }
  }

  /** Its key is destroyed. What proves what it was stays in the row. */
  void erased(Instant now) {
    erasedAt = erasingSince != null && erasingSince.isAfter(now) ? erasingSince : now;
  }

  boolean isErased() {
    return erasedAt != null;
  }

  boolean awaitsErasure() {
    return erasingSince != null && erasedAt == null;
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

  Instant requestedAt() {
    return requestedAt;
  }

  /** What the sealed file must amount to; null unless it is sealed. */
  @Nullable Fingerprint fingerprint() {
    return lengthBytes == null || sha256 == null ? null : new Fingerprint(lengthBytes, sha256);
  }

  /**
   * @param pauses of this recording, in order
   * @param holes of this recording, in order
   */
  RecordingEvidence evidence(
      List<RecordingEvidence.Pause> pauses, List<RecordingEvidence.Hole> holes) {
    RecordedSeat whose = new RecordedSeat(appointment(), seat, subject, name, summary().role());
    RecordingEvidence.Erasure erasure =
        erasedUnder == null ? null : new RecordingEvidence.Erasure(erasedUnder, erasedAt);
    return new RecordingEvidence(
        whose, summary(), fingerprint(), receivedMs, pauses, holes, erasure);
  }

  RecordingSummary summary() {
    return new RecordingSummary(
        id(),
        appointment(),
        name,
        Role.named(role),
        stretch,
        Capture.of(media),
        state,
        requestedAt,
        startedAt,
        endedAt,
        durationMs,
        failure,
        endedBecause,
        erasedUnder);
  }
}
