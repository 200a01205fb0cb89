package org.televisit.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A place with a law of its own on recording, and what the clinic understands it to ask. */
@Entity
@Table(name = "recording_rule")
public class Jurisdiction {

  /** Any place that the table does not name (ISO 3166 leaves ZZ to users). */
  public static final String ELSEWHERE = "ZZ";

  @Id
  @Column(name = "jurisdiction")
  private String code;

  @Version private int version;

  @Column(nullable = false)
  private RecordingRule rule;

  @Column(name = "changed_by", nullable = false)
  private String changedBy;

  @Column(name = "changed_at", nullable = false)
  private Instant changedAt;

  @SuppressWarnings("NullAway.Init")
  protected Jurisdiction() {} // for Hibernate

  Jurisdiction(String code, RecordingRule rule, String by, Instant now) {
    this.code = code;
    ask(rule, by, now);
  }

  /** From {@code now} on this place asks for {@code rule}. */
  final void ask(RecordingRule rule, String by, Instant now) {
    this.rule = rule;
    this.changedBy = by;
    this.changedAt = now;
  }

  /** ISO 3166-1 alpha-2, or ISO 3166-2 for a part of a country: {@code US-CA}. */
  public String getCode() {
    return code;
  }

  public RecordingRule getRule() {
    return rule;
  }

  /**
   * Whether it is still as it came with the software, and nobody of the clinic has looked at it.
   */
  public boolean isExample() {
    return changedBy.startsWith("system:");
  }

  public Instant getChangedAt() {
    return changedAt;
  }
}
