package org.televisit.scheduling;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import org.televisit.availability.TimeSlot;

/**
 * The time during which the practitioner can have no other visit: the slot with what is kept free
 * around it. The patient is free again when the slot ends.
 */
@Embeddable
record Blocked(
    @Column(name = "blocked_from", nullable = false) Instant from,
    @Column(name = "blocked_to", nullable = false) Instant to) {

  static Blocked around(TimeSlot slot, Duration before, Duration after) {
    return new Blocked(slot.start().minus(before), slot.end().plus(after));
  }

  /** Nothing is kept free around it. */
  static Blocked only(TimeSlot slot) {
    return new Blocked(slot.start(), slot.end());
  }
}
