package org.televisit.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Puts moments into the words of one person: their day, their clock, and the clinic's clock where
 * it shows something else.
 *
 * @param now the moment of reading, which makes a day "today"
 * @param clinic the clinic's zone
 * @param person the zone of the person's device
 * @param locale the language of the page
 */
record SpokenTimes(Instant now, ZoneId clinic, ZoneId person, Locale locale) {

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /** "Today, 10:00 to 10:20 (16:00 at the clinic)". */
  String range(Instant start, Instant end) {
    boolean sameDay = localDate(start).equals(localDate(end));
    String till = sameDay ? clock(end) : dated(end.atZone(person));
    String span =
        Texts.in(locale, sameDay ? "times.range" : "times.rangeOverDays", moment(start), till);
    return withClinic(span, start);
  }

  /** "10:00 to 10:20 (16:00 at the clinic)", for a list whose heading names the day. */
  String hours(Instant start, Instant end) {
    boolean sameDay = localDate(start).equals(localDate(end));
    String till = sameDay ? clock(end) : dated(end.atZone(person));
    return withClinic(Texts.in(locale, "times.range", clock(start), till), start);
  }

  /** "Today, 10:00 (16:00 at the clinic)". */
  String at(Instant instant) {
    return withClinic(moment(instant), instant);
  }

  /** "10:00 your time (16:00 at the clinic)" where the two differ, else "10:00". */
  String both(Instant instant) {
    String own = clock(instant);
    return offsetsAgree(instant) ? own : withClinic(Texts.in(locale, "times.yours", own), instant);
  }

  /** "Today", "Tomorrow", "Tuesday 24 November", or with the year where it is another one. */
  String day(Instant instant) {
    return day(localDate(instant));
  }

  /** "Tuesday 24 November", also where that is today. */
  String date(Instant instant) {
    return dated(localDate(instant));
  }

  /** "10:00"; see {@link WallClock#text}. */
  String clock(Instant instant) {
    return WallClock.text(instant, person, locale);
  }

  /** "10:00:05". */
  String second(Instant instant) {
    return SECOND.format(instant.atZone(person));
  }

  /**
   * "47 ms" below a tenth of a second, "0.4 s" or "59.9 s" below a minute; as {@link #length} from
   * there on.
   */
  String precise(Duration length) {
    if (length.toMillis() > 0 && length.toMillis() < 100) {
      return Texts.in(locale, "times.millis", length.toMillis());
    }
    return length.toMinutes() > 0
        ? length(length)
        : Texts.in(locale, "times.seconds", length.toMillis() / 1000.0);
  }

  /**
   * "04:12" in minutes and seconds, "1:04:12" from an hour on; a negative length counts as none.
   */
  static String length(Duration length) {
    Duration shown = length.isNegative() ? Duration.ZERO : length;
    return shown.toHours() > 0
        ? String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            shown.toHours(),
            shown.toMinutesPart(),
            shown.toSecondsPart())
        : String.format(Locale.ROOT, "%02d:%02d", shown.toMinutes(), shown.toSecondsPart());
  }

  private String withClinic(String text, Instant instant) {
    if (offsetsAgree(instant)) {
      return text;
    }
    ZonedDateTime there = instant.atZone(clinic);
    boolean sameDay = there.toLocalDate().equals(localDate(instant));
    return Texts.in(
        locale, "times.withClinic", text, sameDay ? WallClock.text(there, locale) : dated(there));
  }

  private boolean offsetsAgree(Instant instant) {
    return clinic.getRules().getOffset(instant).equals(person.getRules().getOffset(instant));
  }

  private String moment(Instant instant) {
    return Texts.in(locale, "times.moment", day(localDate(instant)), clock(instant));
  }

  /** With the date in full: "tomorrow" would be the tomorrow of whom? */
  private String dated(ZonedDateTime moment) {
    return Texts.in(
        locale, "times.moment", dated(moment.toLocalDate()), WallClock.text(moment, locale));
  }

  private String day(LocalDate day) {
    long ahead = ChronoUnit.DAYS.between(localDate(now), day);
    if (ahead == 0) {
      return Texts.in(locale, "times.today");
    }
    if (Math.abs(ahead) == 1) {
      return Texts.in(locale, ahead > 0 ? "times.tomorrow" : "times.yesterday");
    }
    return dated(day);
  }

  private String dated(LocalDate day) {
    boolean thisYear = day.getYear() == localDate(now).getYear();
    String pattern = Texts.in(locale, thisYear ? "times.dayPattern" : "times.dayPatternWithYear");
    return DateTimeFormatter.ofPattern(pattern, locale).format(day);
  }

  private LocalDate localDate(Instant instant) {
    return instant.atZone(person).toLocalDate();
  }
}
