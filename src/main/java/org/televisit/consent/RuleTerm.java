package org.televisit.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What a place asked from then to then. The database itself writes it down; nobody else can. */
@Entity
@Immutable
@Table(name = "recording_rule_term")
class RuleTerm {

  @Id private UUID id;

  @Column(nullable = false)
  private String jurisdiction;

  @Column(nullable = false)
  private RecordingRule rule;

  @Column(name = "valid_from", nullable = false)
  private Instant validFrom;

  @Column(name = "valid_to")
  private @Nullable Instant validTo;

  @SuppressWarnings("NullAway.Init")
  protected RuleTerm() {} // for Hibernate

  boolean counts(Instant moment) {
    return !moment.isBefore(validFrom) && (validTo == null || moment.isBefore(validTo));
  }

  /** When something changed by this. */
  Stream<Instant> changes() {
    return Stream.concat(Stream.of(validFrom), Stream.ofNullable(validTo));
  }

  String jurisdiction() {
    return jurisdiction;
  }

  RecordingRule rule() {
    return rule;
  }
}
