package org.televisit.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/** That retention was looked after on a day, and what came of it. */
@Entity
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

  /** The day was looked after once more, because something had failed. */
  void again(Instant at, Tally more) {
    finishedAt = at;
    tally = new Tally(tally.deleted() + more.deleted(), more.held(), more.failed());
  }

  /** Whether nothing is left to be tried again. */
  boolean isClosed() {
    return tally.failed() == 0;
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
