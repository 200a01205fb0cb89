package org.televisit.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.recording.RecordingSummary;
import org.televisit.scheduling.AppointmentId;

/** Somebody asked that their recordings of a visit be deleted; the compliance office decides. */
@Entity
@Table(name = "erasure_request")
public class ErasureRequest {

  @Id private UUID id;

  @Column(name = "appointment_id", nullable = false, updatable = false)
  private UUID appointment;

  @Column(nullable = false, updatable = false)
  private String subject;

  @Column(name = "asked_at", nullable = false, updatable = false)
  private Instant askedAt;

  @Column(name = "entered_by", nullable = false, updatable = false)
  private String enteredBy;

  @Column private @Nullable Boolean granted;

  @Column(name = "decided_by")
  private @Nullable String decidedBy;

  @Column(name = "decided_at")
  private @Nullable Instant decidedAt;

  @Column(name = "decision_reason")
  private @Nullable String decisionReason;

  @SuppressWarnings("NullAway.Init")
  protected ErasureRequest() {} // for Hibernate

  ErasureRequest(AppointmentId visit, String subject, Entry entry) {
    this.id = UUID.randomUUID();
    this.appointment = visit.value();
    this.subject = subject;
    this.askedAt = entry.at();
    this.enteredBy = entry.by();
  }

  /**
   * @throws IllegalStateException if it has been decided
   */
  void decide(boolean grant, String why, Entry entry) {
    if (granted != null) {
      throw new IllegalStateException(entity() + " has been decided");
    }
    granted = grant;
    decisionReason = why;
    decidedBy = entry.by();
    decidedAt = entry.at().isBefore(askedAt) ? askedAt : entry.at();
  }

  /** Whether it is about this recording: it was granted, and the recording had ended by then. */
  boolean covers(RecordingSummary recording) {
    return Boolean.TRUE.equals(granted)
        && decidedAt != null
        && recording.endedAt() != null
        && !recording.endedAt().isAfter(decidedAt);
  }

  public UUID getId() {
    return id;
  }

  public AppointmentId getAppointment() {
    return new AppointmentId(appointment);
  }

  /** Whose recordings it is about. */
  public String getSubject() {
    return subject;
  }

  public Instant getAskedAt() {
    return askedAt;
  }

  /** Null while it is open. */
  public @Nullable Boolean getGranted() {
    return granted;
  }

  public @Nullable Instant getDecidedAt() {
    return decidedAt;
  }

  public @Nullable String getDecisionReason() {
    return decisionReason;
  }

  public boolean isOpen() {
    return granted == null;
  }

  /** How the audit trail and a recording's row name it. */
  String entity() {
    return "request/" + id;
  }
}
