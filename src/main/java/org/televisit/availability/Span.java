package org.televisit.availability;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * A half-open stretch of time of any length, unlike a {@link TimeSlot}.
 *
 * @param start inclusive
 * @param end exclusive; later than {@code start}
 */
public record Span(Instant start, Instant end) implements Serializable {

  /**
   * @throws IllegalArgumentException if it does not end after it starts
   */
  public Span {
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException("not a span: " + start + "/" + end);
    }
  }

  public Duration length() {
    return Duration.between(start, end);
  }

  boolean contains(TimeSlot slot) {
    return !slot.start().isBefore(start) && !slot.end().isAfter(end);
  }
}
