package org.televisit.completeness;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A stretch of time, in whole milliseconds.
 *
 * @param from first instant of it
 * @param to first instant after it; not before {@code from}
 */
public record Span(Instant from, Instant to) {

  public Span {
    from = from.truncatedTo(ChronoUnit.MILLIS);
    to = to.truncatedTo(ChronoUnit.MILLIS);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("ends before it begins: " + from + " " + to);
    }
  }

  /** From {@code from} on; nothing at all if {@code to} comes before it. */
  static Span until(Instant from, Instant to) {
    return new Span(from, to.isBefore(from) ? from : to);
  }

  public Duration length() {
    return Duration.between(from, to);
  }

  public long millis() {
    return length().toMillis();
  }

  boolean isEmpty() {
    return from.equals(to);
  }

  boolean contains(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(to);
  }
}
