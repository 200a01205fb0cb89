package org.televisit.consultation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.completeness.Attendance;

/** One line of the presence ledger: somebody was connected from then to then, and why no longer. */
@Entity
@Table(name = "presence")
class Presence {

  /** Why a connection ended. */
  enum Reason {
    /** The person left on purpose. */
    LEFT,
    /** The connection broke, or this node died. */
    LOST,
    /** The person came in again from another tab or device. */
    REPLACED,
    /** The visit was over. */
    ENDED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(name = "seat_id", nullable = false, updatable = false)
  private UUID seat;

  @Column(name = "joined_at", nullable = false, updatable = false)
  private Instant joinedAt;

  @Column(name = "left_at")
  private @Nullable Instant leftAt;

  @Column private @Nullable String reason;

  /** Which node holds the connection; null in rows from before that was written down. */
  @Column(updatable = false)
  private @Nullable String node;

  @SuppressWarnings("NullAway.Init")
  protected Presence() {} // for Hibernate

  Presence(UUID seat, Instant now, String node) {
    this.seat = seat;
    this.joinedAt = now;
    this.node = node;
  }

  void end(Reason why, Instant now) {
    leftAt = now.isBefore(joinedAt) ? joinedAt : now;
    reason = why.code();
  }

  boolean isOpen() {
    return leftAt == null;
  }

  /**
   * The line as others count it: from when the person had been let in.
   *
   * @param admitted when that was
   */
  Attendance attendance(Sitter who, Instant admitted) {
    Instant from = joinedAt.isBefore(admitted) ? admitted : joinedAt;
    Instant to = leftAt == null || leftAt.isBefore(from) ? from : leftAt;
    return new Attendance(
        seat, who.subject(), who.name(), who.role(), from, to, String.valueOf(reason));
  }

  /** Whether the person was connected later than that. */
  boolean isAfter(Instant moment) {
    return leftAt == null || leftAt.isAfter(moment);
  }

  UUID seat() {
    return seat;
  }

  /** Whether that node holds the connection, or none is named. */
  boolean isOn(String someNode) {
    return node == null || node.equals(someNode);
  }

  /** Which node holds the connection; null if that was not written down. */
  @Nullable String node() {
    return node;
  }

  /** When it ended; null while it is open. */
  @Nullable Instant leftAt() {
    return leftAt;
  }

  /** Code of why it ended; null while it is open. */
  @Nullable String reason() {
    return reason;
  }
}
