package org.televisit.scheduling;

import java.time.Duration;
import org.televisit.availability.TimeSlot;

/**
 * What a practitioner keeps free around a visit.
 *
 * @param before to prepare; not negative
 * @param after to write it up; not negative
 */
record Buffers(Duration before, Duration after) {

  static final Buffers NONE = new Buffers(Duration.ZERO, Duration.ZERO);

  /** What is kept free around a slot already. */
  static Buffers of(TimeSlot slot, Blocked blocked) {
    return new Buffers(
        Duration.between(blocked.from(), slot.start()), Duration.between(slot.end(), blocked.to()));
  }

  Blocked around(TimeSlot slot) {
    return Blocked.around(slot, before, after);
  }
}
