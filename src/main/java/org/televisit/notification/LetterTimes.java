package org.televisit.notification;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.televisit.availability.TimeSlot;
import org.televisit.platform.Texts;

/**
 * A visit's time in a letter, which may be read on any day and anywhere: the date is written out,
 * and each clock is named.
 *
 * @param person the zone in which the person reads their clock; the clinic's where it is not known
 */
record LetterTimes(ZoneId person, ZoneId clinic, Locale locale) {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  /** "Tuesday 24 November 2026, 10:00", by the person's clock. */
  String start(Instant start) {
    return dated(start, person);
  }

  /**
   * "Tuesday 24 November 2026, 10:00 to 10:20 (China Time)", and in a second line the same by the
   * clinic's clock where that shows something else.
   */
  String lines(TimeSlot slot) {
    boolean agree =
        person.getRules().getOffset(slot.start()).equals(clinic.getRules().getOffset(slot.start()));
    String own = "  " + span(slot, person);
    return agree
        ? own
        : own + "\n  " + Texts.in(locale, "notification.atTheClinic", span(slot, clinic));
  }

  private String span(TimeSlot slot, ZoneId zone) {
    boolean sameDay =
        slot.start().atZone(zone).toLocalDate().equals(slot.end().atZone(zone).toLocalDate());
    String end = sameDay ? CLOCK.format(slot.end().atZone(zone)) : dated(slot.end(), zone);
    return Texts.in(
        locale,
        "notification.span",
        dated(slot.start(), zone),
        end,
        zone.getDisplayName(TextStyle.FULL, locale));
  }

  private String dated(Instant instant, ZoneId zone) {
    String day =
        DateTimeFormatter.ofPattern(Texts.in(locale, "times.dayPatternWithYear"), locale)
            .format(instant.atZone(zone));
    return Texts.in(locale, "times.moment", day, CLOCK.format(instant.atZone(zone)));
  }
}
