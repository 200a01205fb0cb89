package org.televisit.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.availability.TimeSlot;

/** What is free: open time without what is taken, on a grid, within notice and horizon. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SlotFinderTest {

  private static final String DAY = "2026-03-02T";
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

  /** Times are written as 09:00-12:00, several with blanks between; empty for none. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing is taken,               09:00-10:30, '',                      0,  0, 09:00 09:30 10:00",
    "too short a stretch,            09:00-09:29, '',                      0,  0, ''",
    "one fits exactly,               09:00-09:30, '',                      0,  0, 09:00",
    "two stretches,                  09:00-09:30 14:00-14:30, '',          0,  0, 09:00 14:00",
    "two stretches that touch,       09:00-09:20 09:20-10:00, '',          0,  0, 09:00 09:30",
    "stretches out of order,         14:00-14:30 09:00-09:30, '',          0,  0, 09:00 14:00",
    "nobody works,                   '', '',                               0,  0, ''",
    "one visit in the middle,        09:00-11:00, 09:30-10:00,             0,  0, 09:00 10:00 10:30",
    "one that begins earlier,        09:00-10:30, 08:00-09:30,             0,  0, 09:30 10:00",
    "one that ends later,            09:00-10:30, 10:00-12:00,             0,  0, 09:00 09:30",
    "wholly taken,                   09:00-10:00, 08:00-12:00,             0,  0, ''",
    "visits that touch,              09:00-11:00, 09:00-09:30 09:30-10:00, 0,  0, 10:00 10:30",
    "a gap just large enough,        09:00-11:00, 09:00-09:30 10:00-11:00, 0,  0, 09:30",
    "a gap too small,                09:00-11:00, 09:00-09:30 09:59-11:00, 0,  0, ''",
    "off the grid until then,        09:00-10:40, 09:00-09:07,             0,  0, 09:10 09:40 10:10",
    "kept free before,               09:00-11:00, 09:00-09:30,            10,  0, 09:40 10:10",
    "kept free after,                09:00-11:00, 10:30-11:00,             0, 15, 09:00 09:45",
    "kept free outside of the hours, 09:00-09:30, '',                     30, 30, 09:00",
    "kept free touches a visit,      09:00-09:30, 08:00-08:50 09:40-10:00, 10, 10, 09:00",
    "kept free overlaps a visit,     09:00-09:30, 08:00-08:51,            10, 10, ''",
  })
  void finds_the_times_that_leave_each_other_room(
      String what, String open, String taken, int before, int after, String expected) {
    SlotSearch search = search(MIDNIGHT, before, after);
    List<TimeSlot> found = search.in(slots(open), blocked(taken), List.of(), 1000);
    assertThat(starts(apart(found, after), UTC)).as(what).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // put forward: 02:00 to 03:00 does not exist; 01:00 to 04:00 is two hours
    "gap in Berlin,       Europe/Berlin,       2026-03-29T01:00, 2026-03-29T04:00, 01:00 01:30 03:00 03:30",
    "gap in New York,     America/New_York,    2026-03-08T01:00, 2026-03-08T04:00, 01:00 01:30 03:00 03:30",
    // by half an hour only: 02:00 to 02:30 does not exist
    "gap on Lord Howe,    Australia/Lord_Howe, 2026-10-04T01:00, 2026-10-04T03:30, 01:00 01:30 02:30 03:00",
    // put back: 02:00 to 03:00 comes twice; 01:00 to 03:00 is three hours
    "overlap in Berlin,   Europe/Berlin,       2026-10-25T01:00, 2026-10-25T03:00, 01:00 01:30 02:00 02:30 02:00 02:30",
    "overlap in New York, America/New_York,    2026-11-01T00:00, 2026-11-01T02:00, 00:00 00:30 01:00 01:30 01:00 01:30",
    "overlap on Lord Howe, Australia/Lord_Howe, 2026-04-05T01:00, 2026-04-05T02:30, 01:00 01:30 01:30 02:00",
    "a zone 45 minutes off, Asia/Kathmandu,    2026-04-05T09:00, 2026-04-05T10:30, 09:00 09:30 10:00",
  })
  void counts_real_minutes_where_clocks_are_changed(
      String what, ZoneId zone, LocalDateTime from, LocalDateTime to, String expected) {
    TimeSlot open = new TimeSlot(from.atZone(zone).toInstant(), to.atZone(zone).toInstant());
    List<TimeSlot> found = search(MIDNIGHT, 0, 0).in(List.of(open), List.of(), List.of(), 1000);
    assertThat(found).allMatch(slot -> slot.length().equals(HALF_AN_HOUR));
    assertThat(starts(apart(found, 0), zone)).as(what).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "not sooner than the notice, 09:31, 23:00, 23:30, 09:35",
    "at the notice exactly,      09:30, 23:00, 23:30, 09:30",
    "not beyond the horizon,     08:00, 09:10, 23:30, 09:00",
    "ends in time,               08:00, 23:00, 09:35, 09:00",
    "nothing between them,       09:11, 09:14, 23:30, ''",
  })
  void keeps_within_its_bounds(
      String what, String earliest, String latestStart, String latestEnd, String expected) {
    SlotSearch search =
        new SlotSearch(
            HALF_AN_HOUR,
            Buffers.NONE,
            at(earliest),
            at(latestStart),
            at(latestEnd),
            SlotFinder.STEP);
    List<TimeSlot> found = search.in(slots("09:00-12:00"), List.of(), List.of(), 1000);
    assertThat(starts(found.stream().limit(1), UTC)).as(what).isEqualTo(expected);
    assertThat(found)
        .allMatch(slot -> !slot.start().isBefore(at(earliest)))
        .allMatch(slot -> !slot.start().isAfter(at(latestStart)))
        .allMatch(slot -> !slot.end().isAfter(at(latestEnd)));
  }

  @Test
  void the_patients_own_visits_are_in_the_way_without_what_is_kept_free() {
    List<TimeSlot> found =
        search(MIDNIGHT, 10, 10).in(slots("09:00-10:30"), List.of(), slots("09:30-10:00"), 1000);
    assertThat(starts(found.stream(), UTC)).isEqualTo("09:00 10:00");
  }

  @Test
  void a_moment_between_two_seconds_is_no_reason_to_begin_too_early() {
    SlotSearch search = search(at("09:00").plusNanos(1), 0, 0);
    List<TimeSlot> found = search.in(slots("09:00-10:00"), List.of(), List.of(), 1);
    assertThat(starts(found.stream(), UTC)).isEqualTo("09:05");
  }

  @Test
  void no_more_are_given_than_wanted() {
    assertThat(search(MIDNIGHT, 0, 0).in(slots("09:00-12:00"), List.of(), List.of(), 2)).hasSize(2);
  }

  @Test
  void what_is_offered_leaves_each_other_room_for_each_practitioner() {
    UUID lin = UUID.randomUUID();
    UUID meyer = UUID.randomUUID();
    List<FoundSlot> found =
        slots("09:00-09:30 09:05-09:35 09:30-10:00").stream()
            .flatMap(slot -> Stream.of(new FoundSlot(lin, slot), new FoundSlot(meyer, slot)))
            .toList();
    assertThat(SlotFinder.apart(found, 3))
        .extracting(one -> starts(Stream.of(one.slot()), UTC))
        .containsExactly("09:00", "09:00", "09:30");
  }

  @Test
  void whoever_moves_a_visit_is_offered_a_few_times_of_each_day() {
    UUID lin = UUID.randomUUID();
    List<FoundSlot> found =
        Stream.of(0, 24, 48)
            .flatMap(
                hours ->
                    slots("08:00-08:30 09:00-09:30 10:00-10:30 11:00-11:30 12:00-12:30 13:00-13:30")
                        .stream()
                        .map(s -> TimeSlot.of(s.start().plusSeconds(hours * 3600L), HALF_AN_HOUR)))
            .map(slot -> new FoundSlot(lin, slot))
            .toList();
    assertThat(starts(Rescheduling.spread(found).stream().map(FoundSlot::slot), UTC))
        .isEqualTo("08:00 09:00 11:00 12:00 ".repeat(3).strip());
    assertThat(Rescheduling.spread(found.subList(0, 2))).isEqualTo(found.subList(0, 2));
  }

  private static SlotSearch search(Instant earliest, int before, int after) {
    Instant far = Instant.parse("2030-01-01T00:00:00Z");
    return new SlotSearch(
        HALF_AN_HOUR, buffers(before, after), earliest, far, far, SlotFinder.STEP);
  }

  private static Buffers buffers(int before, int after) {
    return new Buffers(Duration.ofMinutes(before), Duration.ofMinutes(after));
  }

  /** Of those found, the next one that does not disturb those before. */
  private static Stream<TimeSlot> apart(List<TimeSlot> found, int after) {
    Duration between = HALF_AN_HOUR.plusMinutes(after);
    Instant[] free = {Instant.MIN};
    return found.stream()
        .filter(
            slot -> {
              boolean apart = !slot.start().isBefore(free[0]);
              free[0] = apart ? slot.start().plus(between) : free[0];
              return apart;
            });
  }

  private static List<TimeSlot> slots(String text) {
    return text.isEmpty()
        ? List.of()
        : Stream.of(text.split(" ", -1))
            .map(span -> span.split("-", -1))
            .map(ends -> new TimeSlot(at(ends[0]), at(ends[1])))
            .toList();
  }

  private static List<Blocked> blocked(String text) {
    return slots(text).stream().map(Blocked::only).toList();
  }

  private static Instant at(String time) {
    return Instant.parse(DAY + time + ":00Z");
  }

  private static String starts(Stream<TimeSlot> slots, ZoneId zone) {
    DateTimeFormatter clock = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    return String.join(" ", slots.map(slot -> clock.format(slot.start().atZone(zone))).toList());
  }
}
