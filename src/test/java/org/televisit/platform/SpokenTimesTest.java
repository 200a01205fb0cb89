package org.televisit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SpokenTimesTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z"); // 09:00 in Berlin

  private final SpokenTimes berlin = english(BERLIN, BERLIN);

  private static SpokenTimes english(ZoneId clinic, ZoneId person) {
    return new SpokenTimes(NOW, clinic, person, Locale.ENGLISH);
  }

  private static SpokenTimes chinese(ZoneId clinic, ZoneId person) {
    return new SpokenTimes(NOW, clinic, person, Locale.SIMPLIFIED_CHINESE);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-24T23:30:00Z, 01:30",
    "2026-10-25T00:30:00Z, 02:30 CEST",
    "2026-10-25T01:30:00Z, 02:30 CET",
    "2026-10-25T02:00:00Z, 03:00",
  })
  void a_time_that_the_wall_shows_twice_says_which_one_it_is(String utc, String said) {
    assertThat(berlin.clock(at(utc))).isEqualTo(said);
    assertThat(english(BERLIN, SHANGHAI).at(at(utc))).endsWith("(" + said + " at the clinic)");
    assertThat(chinese(BERLIN, BERLIN).clock(at(utc))).startsWith(said.substring(0, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s, 0.0 秒",
    "47, 47 ms, 47 毫秒",
    "100, 0.1 s, 0.1 秒",
    "59940, 59.9 s, 59.9 秒",
    "60000, 01:00, 01:00",
  })
  void a_length_that_matters_is_never_said_to_be_none(long millis, String said, String inChinese) {
    Duration length = Duration.ofMillis(millis);
    assertThat(berlin.precise(length)).isEqualTo(said);
    assertThat(chinese(BERLIN, BERLIN).precise(length)).isEqualTo(inChinese);
  }

  private static Instant at(String utc) {
    return Instant.parse(utc);
  }

  @Nested
  @DisplayNameGeneration(ReplaceUnderscores.class)
  class A_day {

    @ParameterizedTest
    @CsvSource({
      "2026-11-23T23:00:00Z, Today",
      "2026-11-24T22:59:59Z, Today",
      "2026-11-24T23:00:00Z, Tomorrow",
      "2026-11-23T22:59:59Z, Yesterday",
      "2026-11-26T12:00:00Z, Thursday 26 November",
      "2026-11-01T12:00:00Z, Sunday 1 November",
      "2027-01-04T12:00:00Z, Monday 4 January 2027",
    })
    void is_named_from_where_the_person_is(String utc, String said) {
      assertThat(berlin.day(at(utc))).isEqualTo(said);
    }

    @Test
    void can_be_said_in_full_also_today() {
      assertThat(berlin.date(NOW)).isEqualTo("Tuesday 24 November");
    }

    @Test
    void is_named_in_chinese_too() {
      SpokenTimes times = chinese(SHANGHAI, SHANGHAI);
      assertThat(times.day(NOW)).isEqualTo("今天");
      assertThat(times.day(at("2026-11-26T04:00:00Z"))).isEqualTo("11月26日 星期四");
      assertThat(times.day(at("2027-01-04T04:00:00Z"))).isEqualTo("2027年1月4日 星期一");
    }
  }

  @Nested
  @DisplayNameGeneration(ReplaceUnderscores.class)
  class A_range {

    private final Instant start = at("2026-11-24T09:00:00Z");
    private final Instant end = at("2026-11-24T09:20:00Z");

    @Test
    void names_one_clock_where_person_and_clinic_agree() {
      assertThat(berlin.range(start, end)).isEqualTo("Today, 10:00 to 10:20");
      assertThat(english(ZoneId.of("Europe/Paris"), BERLIN).range(start, end))
          .as("another zone with the same clock")
          .isEqualTo("Today, 10:00 to 10:20");
    }

    @Test
    void adds_the_clinics_clock_where_it_shows_something_else() {
      assertThat(english(SHANGHAI, BERLIN).range(start, end))
          .isEqualTo("Today, 10:00 to 10:20 (17:00 at the clinic)");
      assertThat(chinese(SHANGHAI, BERLIN).range(start, end))
          .isEqualTo("今天 10:00–10:20（诊所时间 17:00）");
    }

    @Test
    void adds_the_clinics_day_where_that_differs_too() {
      assertThat(
              english(SHANGHAI, LOS_ANGELES)
                  .range(at("2026-11-24T20:00:00Z"), at("2026-11-24T20:20:00Z")))
          .isEqualTo("Today, 12:00 to 12:20 (Wednesday 25 November, 04:00 at the clinic)");
    }

    @Test
    void leaves_the_day_out_below_a_heading_that_says_it() {
      assertThat(berlin.hours(start, end)).isEqualTo("10:00 to 10:20");
      assertThat(english(SHANGHAI, BERLIN).hours(start, end))
          .isEqualTo("10:00 to 10:20 (17:00 at the clinic)");
    }

    @Test
    void over_midnight_names_both_days() {
      assertThat(berlin.range(at("2026-11-24T22:50:00Z"), at("2026-11-24T23:10:00Z")))
          .isEqualTo("Today, 23:50 to Wednesday 25 November, 00:10");
    }

    @Test
    void compares_the_clocks_of_that_day_not_of_today() {
      // Phoenix has no summer time, and so agrees with Los Angeles only while that has
      SpokenTimes times = english(ZoneId.of("America/Phoenix"), LOS_ANGELES);
      assertThat(times.at(at("2026-07-06T17:00:00Z"))).isEqualTo("Monday 6 July, 10:00");
      assertThat(times.at(at("2026-12-07T18:00:00Z")))
          .isEqualTo("Monday 7 December, 10:00 (11:00 at the clinic)");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 00:00",
    "PT4M12S, 04:12",
    "PT59M59.9S, 59:59",
    "PT1H4M12S, 1:04:12",
    "PT26H, 26:00:00",
    "PT-3S, 00:00",
  })
  void a_length_is_said_as_on_a_stop_watch(Duration length, String said) {
    assertThat(SpokenTimes.length(length)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "Asia%2FShanghai, Asia/Shanghai",
        "Asia/Shanghai, Asia/Shanghai",
        "none, Europe/Berlin",
        "'', Europe/Berlin",
        "Mars/Olympus, Europe/Berlin",
        "%ZZ, Europe/Berlin",
        "<script>, Europe/Berlin",
      })
  void a_zone_that_nobody_knows_counts_as_the_clinics(String cookie, ZoneId zone) {
    assertThat(Times.zone(cookie, BERLIN)).isEqualTo(zone);
  }
}
