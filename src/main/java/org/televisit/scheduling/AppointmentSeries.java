package org.televisit.scheduling;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What visits that were agreed together have in common. Each of them is moved on its own. */
@Entity
@Immutable
@Table(name = "appointment_series")
class AppointmentSeries {

  @Id private UUID id;

  /** RRULE of RFC 5545, of times on the clinic's wall. */
  @Column(nullable = false)
  private String rule;

  @Column(name = "created_by", nullable = false)
  private String createdBy;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @SuppressWarnings("NullAway.Init")
  protected AppointmentSeries() {} // for Hibernate

  AppointmentSeries(String rule, String by, Instant at) {
    this.id = UUID.randomUUID();
    this.rule = rule;
    this.createdBy = by;
    this.createdAt = at;
  }

  UUID id() {
    return id;
  }
}
