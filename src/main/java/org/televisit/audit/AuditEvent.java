package org.televisit.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;

/** One line of the trail (FHIR R4 AuditEvent). */
@Entity
@Immutable
@Table(name = "audit_event")
class AuditEvent {

  enum Outcome {
    DONE("done"),
    REFUSED("refused");

    final String code;

    Outcome(String code) {
      this.code = code;
    }
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(nullable = false)
  private Instant at;

  @Column(nullable = false)
  private String agent;

  @Column(nullable = false)
  private String role;

  @Column(nullable = false)
  private String action;

  @Column(nullable = false)
  private String entity;

  @Column(nullable = false)
  private String outcome;

  @Column private @Nullable String purpose;

  @Column private @Nullable String detail;

  protected AuditEvent() {} // for Hibernate

  AuditEvent(Instant at, Actor actor, AuditAction action, AuditTarget target, Outcome outcome) {
    this.at = at;
    this.agent = actor.subject();
    this.role = actor.roleName();
    this.action = action.code();
    this.entity = target.entity();
    this.outcome = outcome.code;
    this.purpose = target.purpose();
    this.detail = target.detail();
  }

  AuditLine line() {
    return new AuditLine(
        at, agent, role, action, entity, outcome.equals(Outcome.REFUSED.code), purpose);
  }
}
