package org.televisit.platform;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a clock on a wall shows; where clocks are put back, which of the two times is meant. */
public final class WallClock {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final int TWICE = 2;

  private WallClock() {}

  /** "10:00"; "02:30 CEST" or "02:30 CET" on the night on which there are two of them. */
  public static String text(Instant instant, ZoneId zone, Locale locale) {
    return text(instant.atZone(zone), locale);
  }

  /** The same of a moment that knows its zone. */
  public static String text(ZonedDateTime moment, Locale locale) {
    return isTwice(moment)
        ? DateTimeFormatter.ofPattern("HH:mm zzz", locale).format(moment)
        : CLOCK.format(moment);
  }

  /** Whether the wall shows this time twice. */
  public static boolean isTwice(ZonedDateTime moment) {
    return moment.getZone().getRules().getValidOffsets(moment.toLocalDateTime()).size() == TWICE;
  }
}
