package org.televisit.availability;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * A half-open interval on the UTC time-line.
 *
 * @param start first instant of the slot, inclusive
 * @param end first instant after the slot, exclusive; later than {@code start} by at most 24 hours
 */
@Embeddable
public record TimeSlot(
    @Column(name = "starts_at", nullable = false) Instant start,
    @Column(name = "ends_at", nullable = false) Instant end)
    implements Serializable {

  /** No slot is longer. */
  public static final Duration LONGEST = Duration.ofHours(24);

  /**
   * @throws IllegalArgumentException if it ends before it starts, or lasts more than a day
   */
  public TimeSlot {
    if (!end.isAfter(start) || Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("not a slot: " + start + "/" + end);
    }
  }

  public static TimeSlot of(Instant start, Duration length) {
    return new TimeSlot(start, start.plus(length));
  }

  public boolean contains(Instant moment) {
    return !moment.isBefore(start) && moment.isBefore(end);
  }

  public boolean overlaps(TimeSlot other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  public Duration length() {
    return Duration.between(start, end);
  }
}
