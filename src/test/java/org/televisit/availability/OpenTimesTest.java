package org.televisit.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.availability.Deviation.Kind;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenTimesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate LONG_AGO = LocalDate.parse("2020-01-01");
  private static final UUID LIN = UUID.randomUUID();
  private static final String KIND = VisitType.CONSULTATION;

  private final List<WeeklyHours> weekly = new ArrayList<>();
  private final List<Deviation> deviations = new ArrayList<>();

  private static WeeklyHours hours(
      DayOfWeek day, String hours, LocalDate from, @Nullable LocalDate until, String... types) {
    String[] ends = hours.split("-", 2);
    LocalTime end = ends[1].equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(ends[1]);
    return new WeeklyHours(
        UUID.randomUUID(),
        0,
        new WeeklyHours.Wish(day, LocalTime.parse(ends[0]), end, from, until, Set.of(types)));
  }

  private static Deviation deviation(Kind kind, String from, String to, @Nullable String type) {
    Span span = new Span(Instant.parse(from), Instant.parse(to));
    return new Deviation(
        kind == Kind.CLOSURE ? null : LIN,
        new DeviationWish(kind, span, type, null),
        new Entered("admin", Instant.EPOCH));
  }

  private String open(ZoneId zone, String type, String from, String to) {
    return said(
        new OpenTimes(zone, weekly, deviations)
            .between(type, Instant.parse(from), Instant.parse(to)));
  }

  private static String said(Moments moments) {
    return moments.spans().stream()
        .map(span -> span.start() + "/" + span.end())
        .collect(Collectors.joining(" "));
  }

  /**
   * The hours of one day as its weekly hours give them. Berlin goes from +1 to +2 at 02:00 and back
   * at 03:00; New York from -5 to -4 at 02:00 and back at 02:00; Lord Howe moves by half an hour
   * only, at 02:00; in Cairo midnight itself is skipped; Apia once left out a whole day.
   */
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    // an ordinary day, in winter and in summer
    "Europe/Berlin,       2026-01-15, 09:00-12:00, 2026-01-15T08:00:00Z/2026-01-15T11:00:00Z",
    "Europe/Berlin,       2026-07-15, 09:00-12:00, 2026-07-15T07:00:00Z/2026-07-15T10:00:00Z",
    "America/New_York,    2026-01-15, 09:00-12:00, 2026-01-15T14:00:00Z/2026-01-15T17:00:00Z",
    "America/New_York,    2026-07-15, 09:00-12:00, 2026-07-15T13:00:00Z/2026-07-15T16:00:00Z",
    "Australia/Lord_Howe, 2026-07-15, 09:00-12:00, 2026-07-14T22:30:00Z/2026-07-15T01:30:00Z",
    "Asia/Shanghai,       2026-07-15, 09:00-12:00, 2026-07-15T01:00:00Z/2026-07-15T04:00:00Z",
    // until the end of the day
    "Europe/Berlin,       2026-01-15, 22:00-24:00, 2026-01-15T21:00:00Z/2026-01-15T23:00:00Z",
    "Europe/Berlin,       2026-01-15, 00:00-24:00, 2026-01-14T23:00:00Z/2026-01-15T23:00:00Z",
    // clocks are put forward
    "Europe/Berlin,       2026-03-29, 00:00-24:00, 2026-03-28T23:00:00Z/2026-03-29T22:00:00Z",
    "Europe/Berlin,       2026-03-29, 01:00-04:00, 2026-03-29T00:00:00Z/2026-03-29T02:00:00Z",
    "Europe/Berlin,       2026-03-29, 02:30-04:00, 2026-03-29T01:00:00Z/2026-03-29T02:00:00Z",
    "Europe/Berlin,       2026-03-29, 01:00-02:30, 2026-03-29T00:00:00Z/2026-03-29T01:00:00Z",
    "Europe/Berlin,       2026-03-29, 02:15-02:45,",
    "Europe/Berlin,       2026-03-29, 03:00-04:00, 2026-03-29T01:00:00Z/2026-03-29T02:00:00Z",
    "America/New_York,    2026-03-08, 01:00-04:00, 2026-03-08T06:00:00Z/2026-03-08T08:00:00Z",
    "America/New_York,    2026-03-08, 02:30-04:00, 2026-03-08T07:00:00Z/2026-03-08T08:00:00Z",
    "Australia/Lord_Howe, 2026-10-04, 01:00-04:00, 2026-10-03T14:30:00Z/2026-10-03T17:00:00Z",
    "Australia/Lord_Howe, 2026-10-04, 02:15-04:00, 2026-10-03T15:30:00Z/2026-10-03T17:00:00Z",
    "Australia/Lord_Howe, 2026-10-04, 02:00-02:30,",
    "Africa/Cairo,        2026-04-24, 00:00-02:00, 2026-04-23T22:00:00Z/2026-04-23T23:00:00Z",
    "Africa/Cairo,        2026-04-23, 22:00-24:00, 2026-04-23T20:00:00Z/2026-04-23T22:00:00Z",
    "Pacific/Apia,        2011-12-30, 09:00-12:00,",
    // clocks are put back: of a time that comes twice, the first
    "Europe/Berlin,       2026-10-25, 00:00-24:00, 2026-10-24T22:00:00Z/2026-10-25T23:00:00Z",
    "Europe/Berlin,       2026-10-25, 01:00-04:00, 2026-10-24T23:00:00Z/2026-10-25T03:00:00Z",
    "Europe/Berlin,       2026-10-25, 02:30-04:00, 2026-10-25T00:30:00Z/2026-10-25T03:00:00Z",
    "Europe/Berlin,       2026-10-25, 01:00-02:30, 2026-10-24T23:00:00Z/2026-10-25T00:30:00Z",
    "Europe/Berlin,       2026-10-25, 03:00-04:00, 2026-10-25T02:00:00Z/2026-10-25T03:00:00Z",
    "America/New_York,    2026-11-01, 01:00-03:00, 2026-11-01T05:00:00Z/2026-11-01T08:00:00Z",
    "America/New_York,    2026-11-01, 00:00-01:30, 2026-11-01T04:00:00Z/2026-11-01T05:30:00Z",
    "Australia/Lord_Howe, 2026-04-05, 01:00-03:00, 2026-04-04T14:00:00Z/2026-04-04T16:30:00Z",
    "Australia/Lord_Howe, 2026-04-05, 01:45-03:00, 2026-04-04T14:45:00Z/2026-04-04T16:30:00Z",
  })
  void weekly_hours_are_those_of_the_clinics_wall(
      String zone, String day, String hours, @Nullable String expected) {
    LocalDate date = LocalDate.parse(day);
    weekly.add(hours(date.getDayOfWeek(), hours, date, date));
    Instant before = date.minusDays(3).atStartOfDay(ZoneId.of("UTC")).toInstant();
    Instant after = date.plusDays(4).atStartOfDay(ZoneId.of("UTC")).toInstant();
    assertThat(open(ZoneId.of(zone), KIND, before.toString(), after.toString()))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void they_come_again_every_week_at_the_same_time_of_the_wall() {
    weekly.add(hours(DayOfWeek.SUNDAY, "10:00-11:00", LONG_AGO, null));
    assertThat(open(BERLIN, KIND, "2026-03-20T00:00:00Z", "2026-04-01T00:00:00Z"))
        .isEqualTo(
            "2026-03-22T09:00:00Z/2026-03-22T10:00:00Z 2026-03-29T08:00:00Z/2026-03-29T09:00:00Z");
  }

  @Test
  void they_count_from_their_first_day_to_their_last() {
    LocalDate first = LocalDate.parse("2026-06-02");
    weekly.add(hours(DayOfWeek.TUESDAY, "10:00-11:00", first, first.plusDays(13)));
    assertThat(open(BERLIN, KIND, "2026-05-01T00:00:00Z", "2026-08-01T00:00:00Z"))
        .isEqualTo(
            "2026-06-02T08:00:00Z/2026-06-02T09:00:00Z 2026-06-09T08:00:00Z/2026-06-09T09:00:00Z");
  }

  @Test
  void they_are_for_their_kinds_of_visits_and_for_all_if_they_name_none() {
    weekly.add(hours(DayOfWeek.TUESDAY, "08:00-10:00", LONG_AGO, null, "psychotherapy"));
    weekly.add(hours(DayOfWeek.TUESDAY, "10:00-11:00", LONG_AGO, null));
    String from = "2026-06-02T00:00:00Z";
    String to = "2026-06-03T00:00:00Z";
    assertThat(open(BERLIN, KIND, from, to)).isEqualTo("2026-06-02T08:00:00Z/2026-06-02T09:00:00Z");
    assertThat(open(BERLIN, "psychotherapy", from, to)) // merged, as they touch
        .isEqualTo("2026-06-02T06:00:00Z/2026-06-02T09:00:00Z");
  }

  @ParameterizedTest(name = "{0} {1}/{2}: {3}")
  @CsvSource({
    // Tuesday 10:00 to 12:00 is open, 08:00Z to 10:00Z
    "absence, 07:00, 08:00, 08:00/10:00", // touches
    "absence, 07:00, 08:30, 08:30/10:00",
    "absence, 08:30, 09:00, 08:00/08:30 09:00/10:00",
    "absence, 09:30, 12:00, 08:00/09:30",
    "absence, 08:00, 10:00,",
    "closure, 00:00, 23:00,",
    "closure, 08:30, 09:00, 08:00/08:30 09:00/10:00",
    "extra,   06:00, 07:00, 06:00/07:00 08:00/10:00",
    "extra,   10:00, 11:00, 08:00/11:00",
    "extra,   07:00, 12:00, 07:00/12:00",
    "extra,   08:30, 09:00, 08:00/10:00",
  })
  void deviations_take_from_them_and_add_to_them(
      String kind, String from, String to, @Nullable String expected) {
    weekly.add(hours(DayOfWeek.TUESDAY, "10:00-12:00", LONG_AGO, null));
    deviations.add(
        deviation(new Deviation.Codes().convertToEntityAttribute(kind), at(from), at(to), null));
    String open = open(BERLIN, KIND, at("00:00"), at("23:59"));
    assertThat(open)
        .isEqualTo(
            expected == null
                ? ""
                : Stream.of(expected.split("[ /]"))
                    .map(OpenTimesTest::at)
                    .collect(Collectors.joining("/"))
                    .replaceAll("(/[^/]*)/", "$1 "));
  }

  private static String at(String time) {
    return "2026-06-02T" + time + ":00Z";
  }

  @Test
  void who_is_away_is_away_in_extra_hours_too_and_so_is_a_closed_clinic() {
    deviations.add(deviation(Kind.EXTRA, at("06:00"), at("12:00"), null));
    deviations.add(deviation(Kind.ABSENCE, at("07:00"), at("08:00"), null));
    deviations.add(deviation(Kind.CLOSURE, at("07:30"), at("09:00"), null));
    assertThat(open(BERLIN, KIND, at("00:00"), at("23:00")))
        .isEqualTo(
            "2026-06-02T06:00:00Z/2026-06-02T07:00:00Z 2026-06-02T09:00:00Z/2026-06-02T12:00:00Z");
  }

  @Test
  void extra_hours_may_be_for_one_kind_of_visit() {
    deviations.add(deviation(Kind.EXTRA, at("06:00"), at("12:00"), "psychotherapy"));
    assertThat(open(BERLIN, KIND, at("00:00"), at("23:00"))).isEmpty();
    assertThat(open(BERLIN, "psychotherapy", at("00:00"), at("23:00"))).isNotEmpty();
  }

  @Test
  void what_is_asked_for_cuts_them() {
    weekly.add(hours(DayOfWeek.TUESDAY, "10:00-12:00", LONG_AGO, null));
    assertThat(open(BERLIN, KIND, at("08:15"), at("08:45")))
        .isEqualTo("2026-06-02T08:15:00Z/2026-06-02T08:45:00Z");
    assertThat(open(BERLIN, KIND, at("10:00"), at("11:00"))).isEmpty();
    assertThat(open(BERLIN, KIND, at("07:00"), at("08:00"))).isEmpty();
  }

  @Test
  void nights_are_two_hours_that_touch_and_become_one() {
    weekly.add(hours(DayOfWeek.SATURDAY, "22:00-24:00", LONG_AGO, null));
    weekly.add(hours(DayOfWeek.SUNDAY, "00:00-04:00", LONG_AGO, null));
    assertThat(open(BERLIN, KIND, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"))
        .isEqualTo("2026-10-24T20:00:00Z/2026-10-25T03:00:00Z"); // seven hours, that night
  }

  @Test
  void without_hours_nobody_takes_visits() {
    assertThat(open(BERLIN, KIND, "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z")).isEmpty();
  }
}
