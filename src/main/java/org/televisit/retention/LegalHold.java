package org.televisit.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.scheduling.AppointmentId;

/** For the sake of a case nothing of a visit may be destroyed, until somebody releases it. */
@Entity
@Table(name = "legal_hold")
public class LegalHold {

  @Id private UUID id;

  @Column(name = "appointment_id", nullable = false, updatable = false)
  private UUID appointment;

  @Column(name = "case_number", nullable = false, updatable = false)
  private String caseNumber;

  @Column(nullable = false, updatable = false)
  private String reason;

  @Column(name = "set_by", nullable = false, updatable = false)
  private String setBy;

  @Column(name = "set_at", nullable = false, updatable = false)
  private Instant setAt;

  @Column(name = "released_by")
  private @Nullable String releasedBy;

  @Column(name = "released_at")
  private @Nullable Instant releasedAt;

  @Column(name = "release_reason")
  private @Nullable String releaseReason;

  @SuppressWarnings("NullAway.Init")
  protected LegalHold() {} // for Hibernate

  LegalHold(AppointmentId visit, String caseNumber, String reason, Entry entry) {
    this.id = UUID.randomUUID();
    this.appointment = visit.value();
    this.caseNumber = caseNumber;
    this.reason = reason;
    this.setBy = entry.by();
    this.setAt = entry.at();
  }

  /** Releases it. Does nothing when it is released already. */
  void release(String why, Entry entry) {
    if (releasedAt == null) {
      releasedBy = entry.by();
      releasedAt = entry.at().isBefore(setAt) ? setAt : entry.at();
      releaseReason = why;
    }
  }

  public UUID getId() {
    return id;
  }

  public AppointmentId getAppointment() {
    return new AppointmentId(appointment);
  }

  public String getCaseNumber() {
    return caseNumber;
  }

  public String getReason() {
    return reason;
  }

  public Instant getSetAt() {
    return setAt;
  }

  public @Nullable Instant getReleasedAt() {
    return releasedAt;
  }

  public @Nullable String getReleaseReason() {
    return releaseReason;
  }

  public boolean isActive() {
    return releasedAt == null;
  }

  /** How the audit trail names it. */
  String entity() {
    return "hold/" + id;
  }
}
