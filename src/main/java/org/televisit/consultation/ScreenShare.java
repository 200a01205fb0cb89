package org.televisit.consultation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.completeness.SharedScreen;

/** Beside the presence ledger: somebody shared their screen from then to then. */
@Entity
@Table(name = "screen_share")
class ScreenShare {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(name = "seat_id", nullable = false, updatable = false)
  private UUID seat;

  @Column(name = "started_at", nullable = false, updatable = false)
  private Instant startedAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Column(nullable = false, updatable = false)
  private String node;

  @SuppressWarnings("NullAway.Init")
  protected ScreenShare() {} // for Hibernate

  ScreenShare(UUID seat, Instant now, String node) {
    this.seat = seat;
    this.startedAt = now;
    this.node = node;
  }

  void end(Instant now) {
    endedAt = now.isBefore(startedAt) ? startedAt : now;
  }

  boolean isOpen() {
    return endedAt == null;
  }

  UUID seat() {
    return seat;
  }

  String node() {
    return node;
  }

  /** The line as others count it; one that nobody has ended takes no time. */
  SharedScreen shared() {
    return new SharedScreen(seat, startedAt, endedAt == null ? startedAt : endedAt);
  }
}
