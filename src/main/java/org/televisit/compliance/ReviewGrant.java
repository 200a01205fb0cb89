package org.televisit.compliance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.scheduling.AppointmentId;

/**
 * One reviewer's permission to open one visit's recordings, for a stated purpose and a limited
 * time. It is never changed and never given to another; when it is over, a new one is asked for.
 */
@Entity
@Table(name = "review_grant")
public class ReviewGrant {

  /** How long a grant lasts. */
  public static final Duration LENGTH = Duration.ofMinutes(60);

  @Id private UUID id;

  @Column(name = "appointment_id", nullable = false, updatable = false)
  private UUID appointment;

  @Column(nullable = false, updatable = false)
  private String reviewer;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, updatable = false)
  private PurposeOfUse purpose;

  @Column(nullable = false, updatable = false)
  private String reason;

  @Column(name = "granted_at", nullable = false, updatable = false)
  private Instant grantedAt;

  @Column(name = "expires_at", nullable = false, updatable = false)
  private Instant expiresAt;

  @SuppressWarnings("NullAway.Init")
  protected ReviewGrant() {} // for Hibernate

  private ReviewGrant(Actor reviewer, AppointmentId appointment, Justification why, Instant now) {
    this.id = UUID.randomUUID();
    this.reviewer = reviewer.subject();
    this.appointment = appointment.value();
    this.purpose = why.purpose();
    this.reason = why.reason();
    this.grantedAt = now;
    this.expiresAt = now.plus(LENGTH);
  }

  /**
   * Lets a compliance officer open a visit from {@code now} on.
   *
   * @throws ReviewRefusedException if the actor is no compliance officer
   */
  static ReviewGrant give(
      Actor reviewer, AppointmentId appointment, Justification why, Instant now) {
    if (!reviewer.is(Role.COMPLIANCE)) {
      throw new ReviewRefusedException(Refusal.NOT_COMPLIANCE);
    }
    return new ReviewGrant(reviewer, appointment, why, now);
  }

  /** Why this person may not open this visit at {@code now}; empty if they may. */
  Optional<Refusal> refuses(Actor actor, AppointmentId visit, Instant now) {
    if (!actor.is(Role.COMPLIANCE)) {
      return Optional.of(Refusal.NOT_COMPLIANCE);
    }
    if (!actor.subject().equals(reviewer)) {
      return Optional.of(Refusal.NO_GRANT);
    }
    if (!visit.value().equals(appointment)) {
      return Optional.of(Refusal.OTHER_VISIT);
    }
    return now.isBefore(expiresAt) ? Optional.empty() : Optional.of(Refusal.EXPIRED);
  }

  public UUID getId() {
    return id;
  }

  public AppointmentId getAppointment() {
    return new AppointmentId(appointment);
  }

  public PurposeOfUse getPurpose() {
    return purpose;
  }

  public String getReason() {
    return reason;
  }

  public Instant getGrantedAt() {
    return grantedAt;
  }

  /** First instant at which it is over. */
  public Instant getExpiresAt() {
    return expiresAt;
  }
}
