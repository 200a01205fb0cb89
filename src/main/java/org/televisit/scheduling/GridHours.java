package org.televisit.scheduling;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Locale;

/**
 * The hours of the day that a grid of the calendar has. Pure.
 *
 * @param from the first hour
 * @param until the hour at which it ends; 24 for midnight
 */
public record GridHours(int from, int until) {

  private static final int USUAL_FROM = 8;
  private static final int USUAL_UNTIL = 18;
  private static final int MIDNIGHT = 24;

  /** Beginning and end of something on the clinic's wall. */
  record Ends(LocalDateTime start, LocalDateTime end) {}

  /** The usual hours, or as many more as are needed to show all of these. */
  static GridHours of(Collection<Ends> shown) {
    int from = USUAL_FROM;
    int until = USUAL_UNTIL;
    for (Ends one : shown) {
      from = Math.min(from, one.start.getHour());
      until = Math.max(until, lastHour(one));
      if (!one.start.toLocalDate().equals(one.end.minusNanos(1).toLocalDate())) {
        from = 0; // over midnight: it goes on at the beginning of the next day
      }
    }
    return new GridHours(from, until);
  }

  private static int lastHour(Ends one) {
    LocalTime end = one.end.toLocalTime();
    if (!one.end.toLocalDate().equals(one.start.toLocalDate())) {
      return MIDNIGHT;
    }
    return end.getHour() + (end.getMinute() > 0 ? 1 : 0);
  }

  /** As the grid's component wants it. */
  public String getMin() {
    return String.format(Locale.ROOT, "%02d:00:00", from);
  }

  /** As the grid's component wants it. */
  public String getMax() {
    return String.format(Locale.ROOT, "%02d:00:00", until);
  }
}
