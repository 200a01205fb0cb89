package org.televisit.notification;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.televisit.availability.TimeSlot;
import org.televisit.platform.Texts;
import org.televisit.platform.WallClock;

/**
 * A visit's time in a letter, which may be read on any day and anywhere: the date is written out,
 * and each clock is named.
 *
 * @param person the zone in which the person reads their clock; the clinic's where it is not known
 */
record LetterTimes(ZoneId person, ZoneId clinic, Locale locale) {

  /** "Tuesday 24 November 2026, 10:00", by the person's clock. */
  String start(Instant start) {
    return dated(start, person);
  }

  /** "Tuesday 24 November 2026, 10:00 (China Time)", by the person's clock. */
  String moment(Instant instant) {
    return Texts.in(locale, "notification.moment", dated(instant, person), named(person));
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
    String end = sameDay ? WallClock.text(slot.end(), zone, locale) : dated(slot.end(), zone);
    return Texts.in(locale, "notification.span", dated(slot.start(), zone), end, named(zone));
  }

  private String named(ZoneId zone) {
    return zone.getDisplayName(TextStyle.FULL, locale);
  }

  private String dated(Instant instant, ZoneId zone) {
    String day =
        DateTimeFormatter.ofPattern(Texts.in(locale, "times.dayPatternWithYear"), locale)
            .format(instant.atZone(zone));
    return Texts.in(locale, "times.moment", day, WallClock.text(instant, zone, locale));
  }
}
