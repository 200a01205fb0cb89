package org.televisit.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A policy and its history: it is never changed, but ends when another takes its place. */
@Entity
@Table(name = "retention_policy")
class RetentionPolicy {

  @Id private UUID id;

  @Column(name = "visit_type", updatable = false)
  private @Nullable String visitType;

  @Column(updatable = false)
  private @Nullable String jurisdiction;

  @Column(nullable = false, updatable = false)
  private int days;

  @Column(nullable = false, updatable = false)
  private String reason;

  @Column(name = "set_by", nullable = false, updatable = false)
  private String setBy;

  @Column(name = "set_at", nullable = false, updatable = false)
  private Instant setAt;

  @Column(name = "ended_by")
  private @Nullable String endedBy;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @SuppressWarnings("NullAway.Init")
  protected RetentionPolicy() {} // for Hibernate

  RetentionPolicy(Policy policy, String setBy, Instant now) {
    this.id = policy.id();
    this.visitType = policy.visitType();
    this.jurisdiction = policy.jurisdiction();
    this.days = policy.days();
    this.reason = policy.reason();
    this.setBy = setBy;
    this.setAt = now;
  }

  void end(String by, Instant now) {
    endedBy = by;
    endedAt = now.isBefore(setAt) ? setAt : now;
  }

  /** Whether it is for all visits everywhere: one such there must always be. */
  boolean isGeneral() {
    return visitType == null && jurisdiction == null;
  }

  Policy policy() {
    return new Policy(id, visitType, jurisdiction, days, reason);
  }
}
