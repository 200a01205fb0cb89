package org.televisit.scheduling;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import net.fortuna.ical4j.model.Recur;

/**
 * How often a visit comes again: every so many days, weeks or months, so many times. Counted on the
 * clinic's wall, so ten o'clock stays ten o'clock when clocks are changed.
 *
 * @param every 1 to 12
 * @param count how many visits in all, 2 to 52
 */
public record Repetition(Unit unit, int every, int count) {

  /** What is counted. */
  public enum Unit {
    DAILY,
    WEEKLY,
    MONTHLY;

    /** Last part of message keys. */
    public String getCode() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws IllegalArgumentException if it is too often or too many
   */
  public Repetition {
    if (every < 1 || every > 12 || count < 2 || count > 52) {
      throw new IllegalArgumentException("repeats " + count + " times, every " + every);
    }
  }

  /** RRULE of RFC 5545. */
  String rule() {
    return "FREQ=%s;INTERVAL=%d;COUNT=%d".formatted(unit, every, count);
  }

  /**
   * When, on the wall; the first one included. Months without such a day have none (RFC 5545), and
   * then there are others after them.
   */
  List<LocalDateTime> from(LocalDateTime first) {
    LocalDateTime far = first.plusYears(60);
    return new Recur<LocalDateTime>(rule())
        .getDates(first, first, far).stream().limit(count).toList();
  }
}
