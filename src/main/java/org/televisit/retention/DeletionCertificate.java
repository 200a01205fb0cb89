package org.televisit.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.televisit.recording.RecordingEvidence;
import org.televisit.recording.RecordingId;
import org.televisit.vault.SignedText;

/** What was destroyed, when and under what, signed. All that is left of a recording. */
@Entity
@Immutable
@Table(name = "deletion_certificate")
public class DeletionCertificate {

  @Id private UUID id;

  @Column(name = "recording_id", nullable = false, updatable = false)
  private UUID recording;

  @Column(name = "appointment_id", nullable = false, updatable = false)
  private UUID appointment;

  @Embedded private SignedText text;

  @Column(name = "issued_at", nullable = false, updatable = false)
  private Instant issuedAt;

  @SuppressWarnings("NullAway.Init")
  protected DeletionCertificate() {} // for Hibernate

  DeletionCertificate(UUID id, RecordingEvidence what, SignedText text, Instant issuedAt) {
    this.id = id;
    this.recording = what.summary().id().value();
    this.appointment = what.whose().appointment().value();
    this.text = text;
    this.issuedAt = issuedAt;
  }

  public UUID getId() {
    return id;
  }

  public RecordingId getRecording() {
    return new RecordingId(recording);
  }

  public SignedText getText() {
    return text;
  }

  public Instant getIssuedAt() {
    return issuedAt;
  }

  /** How the audit trail names it. */
  String entity() {
    return "certificate/" + id;
  }
}
