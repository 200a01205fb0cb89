package org.televisit.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An address at which a calendar program reads one practitioner's visits, until it is revoked. */
@Entity
@Table(name = "calendar_feed")
public class CalendarFeed {

  @Id private UUID id;

  @Column(name = "practitioner_id", nullable = false, updatable = false)
  private UUID practitioner;

  @Column(name = "token_sha256", nullable = false, updatable = false)
  private String hash;

  @Column(name = "issued_at", nullable = false, updatable = false)
  private Instant issuedAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  @Column(name = "read_at")
  private @Nullable Instant readAt;

  @SuppressWarnings("NullAway.Init")
  protected CalendarFeed() {} // for Hibernate

  CalendarFeed(UUID practitioner, FeedToken token, Instant now) {
    this.id = UUID.randomUUID();
    this.practitioner = practitioner;
    this.hash = token.hash();
    this.issuedAt = now;
  }

  /** The address leads nowhere from now on. Does nothing where it does not already. */
  void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }

  void read(Instant now) {
    readAt = now;
  }

  UUID getPractitioner() {
    return practitioner;
  }

  public Instant getIssuedAt() {
    return issuedAt;
  }

  /** When a program last read it; null where none has. */
  public @Nullable Instant getReadAt() {
    return readAt;
  }

  /** How the audit trail names it. */
  String entity() {
    return "calendar-feed/" + id;
  }
}
