package org.televisit.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.televisit.availability.TimeSlot;

/** Whatever is open and taken: the search beside one that tries every minute of the day. */
class SlotSearchPropertyTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
  private static final int DAY = 24 * 60;

  record Clinic(List<TimeSlot> open, List<Blocked> practitioner, List<TimeSlot> patient) {}

  @Provide
  Arbitrary<TimeSlot> slots() {
    return Combinators.combine(
            Arbitraries.integers().between(0, DAY - 1), Arbitraries.integers().between(1, 240))
        .as((start, length) -> TimeSlot.of(minute(start), Duration.ofMinutes(length)));
  }

  @Provide
  Arbitrary<Clinic> clinics() {
    Arbitrary<List<TimeSlot>> many = slots().list().ofMaxSize(8);
    return Combinators.combine(many, many, slots().list().ofMaxSize(3))
        .as(
            (open, taken, patient) ->
                new Clinic(open, taken.stream().map(Blocked::only).toList(), patient));
  }

  @Provide
  Arbitrary<SlotSearch> searches() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 90),
            Arbitraries.of(0, 5, 17),
            Arbitraries.of(0, 10, 23),
            Arbitraries.integers().between(0, DAY),
            Arbitraries.integers().between(0, DAY),
            Arbitraries.of(1, 5, 15))
        .as(
            (length, before, after, earliest, latest, step) ->
                new SlotSearch(
                    Duration.ofMinutes(length),
                    new Buffers(Duration.ofMinutes(before), Duration.ofMinutes(after)),
                    minute(earliest),
                    minute(latest),
                    minute(DAY),
                    Duration.ofMinutes(step)));
  }

  @Property(tries = 500)
  void no_time_that_is_found_overlaps_a_booking_or_leaves_the_open_hours(
      @ForAll("clinics") Clinic clinic, @ForAll("searches") SlotSearch search) {
    for (TimeSlot slot : find(search, clinic)) {
      Blocked blocked = search.buffers().around(slot);
      assertThat(clinic.practitioner())
          .noneMatch(
              busy -> blocked.from().isBefore(busy.to()) && busy.from().isBefore(blocked.to()));
      assertThat(clinic.patient()).noneMatch(slot::overlaps);
      assertThat(slot.length()).isEqualTo(search.length());
    }
  }

  @Property(tries = 500)
  void every_minute_of_the_grid_that_fits_is_found_and_no_other(
      @ForAll("clinics") Clinic clinic, @ForAll("searches") SlotSearch search) {
    List<Instant> fitting = new ArrayList<>();
    for (int minute = 0; minute <= DAY; minute += (int) search.step().toMinutes()) {
      if (fits(TimeSlot.of(minute(minute), search.length()), search, clinic)) {
        fitting.add(minute(minute));
      }
    }
    assertThat(find(search, clinic)).extracting(TimeSlot::start).isEqualTo(fitting);
  }

  @Property(tries = 200)
  void the_first_ones_are_the_first_of_all(
      @ForAll("clinics") Clinic clinic,
      @ForAll("searches") SlotSearch search,
      @ForAll @IntRange(min = 1, max = 10) int most) {
    List<TimeSlot> all = find(search, clinic);
    assertThat(search.in(clinic.open(), clinic.practitioner(), clinic.patient(), most))
        .isEqualTo(all.subList(0, Math.min(most, all.size())));
  }

  private static List<TimeSlot> find(SlotSearch search, Clinic clinic) {
    return search.in(clinic.open(), clinic.practitioner(), clinic.patient(), Integer.MAX_VALUE);
  }

  /** Written without a thought for speed: minute by minute. */
  private static boolean fits(TimeSlot slot, SlotSearch search, Clinic clinic) {
    if (slot.start().isBefore(search.earliest())
        || slot.start().isAfter(search.latestStart())
        || slot.end().isAfter(search.latestEnd())) {
      return false;
    }
    for (Instant at = slot.start(); at.isBefore(slot.end()); at = at.plusSeconds(60)) {
      Instant now = at;
      if (clinic.open().stream().noneMatch(open -> open.contains(now))
          || clinic.patient().stream().anyMatch(busy -> busy.contains(now))) {
        return false;
      }
    }
    Instant from = slot.start().minus(search.buffers().before());
    Instant to = slot.end().plus(search.buffers().after());
    for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
      Instant now = at;
      if (clinic.practitioner().stream()
          .anyMatch(busy -> !now.isBefore(busy.from()) && now.isBefore(busy.to()))) {
        return false;
      }
    }
    return true;
  }

  private static Instant minute(int minute) {
    return MIDNIGHT.plus(Duration.ofMinutes(minute));
  }
}
