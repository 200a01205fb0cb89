package org.televisit.availability;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who entered something and when, and who removed it, if somebody has. */
@Embeddable
class Entered {

  @Column(name = "set_by", nullable = false, updatable = false)
  private String by;

  @Column(name = "set_at", nullable = false, updatable = false)
  private Instant at;

  @Column(name = "removed_by")
  private @Nullable String removedBy;

  @Column(name = "removed_at")
  private @Nullable Instant removedAt;

  @SuppressWarnings("NullAway.Init")
  protected Entered() {} // for Hibernate

  Entered(String by, Instant at) {
    this.by = by;
    this.at = at;
  }

  /**
   * Takes it back.
   *
   * @throws ChangedMeanwhileException if somebody has already
   */
  void remove(String by, Instant now) {
    if (removedAt != null) {
      throw new ChangedMeanwhileException();
    }
    removedBy = by;
    removedAt = now;
  }
}
