package org.televisit.completeness;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.SignedText;

/** What a visit's recordings amount to, signed. It is never changed; a later one supersedes it. */
@Entity
@Immutable
@Table(name = "completeness_certificate")
public class CompletenessCertificate {

  @Id private UUID id;

  @Column(name = "appointment_id", nullable = false, updatable = false)
  private UUID appointment;

  @Column(nullable = false, updatable = false)
  private int number;

  @Column(nullable = false, updatable = false)
  private boolean complete;

  @Column(name = "gap_ms", nullable = false, updatable = false)
  private long gapMillis;

  @Embedded private SignedText text;

  @Column(name = "issued_at", nullable = false, updatable = false)
  private Instant issuedAt;

  @SuppressWarnings("NullAway.Init")
  protected CompletenessCertificate() {} // for Hibernate

  CompletenessCertificate(CertificateHead head, Findings findings, SignedText text) {
    this.id = head.id();
    this.appointment = head.visit().value();
    this.number = head.number();
    this.issuedAt = head.issuedAt();
    this.complete = findings.isComplete();
    this.gapMillis = findings.completeness().gapMillis();
    this.text = text;
  }

  public UUID getId() {
    return id;
  }

  public AppointmentId getAppointment() {
    return new AppointmentId(appointment);
  }

  /** 1 for the visit's first certificate; each further one supersedes the one before. */
  public int getNumber() {
    return number;
  }

  /** Whether nothing is missing beyond the tolerance that the certificate states. */
  public boolean isComplete() {
    return complete;
  }

  public long getGapMillis() {
    return gapMillis;
  }

  public SignedText getText() {
    return text;
  }

  public Instant getIssuedAt() {
    return issuedAt;
  }

  /** How the audit names it. */
  String entity() {
    return "certificate/" + id;
  }
}
