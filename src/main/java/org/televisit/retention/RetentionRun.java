package org.televisit.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;

/** That retention was looked after on a day, and what came of it. */
@Entity
@Immutable
@Table(name = "retention_run")
public class RetentionRun {

  @Id private LocalDate day;

  @Column(name = "finished_at", nullable = false)
  private Instant finishedAt;

  @Embedded private Tally tally;

  @SuppressWarnings("NullAway.Init")
  protected RetentionRun() {} // for Hibernate

  RetentionRun(LocalDate day, Instant finishedAt, Tally tally) {
    this.day = day;
    this.finishedAt = finishedAt;
    this.tally = tally;
  }

  public LocalDate getDay() {
    return day;
  }

  public Instant getFinishedAt() {
    return finishedAt;
  }

  public Tally getTally() {
    return tally;
  }
}
