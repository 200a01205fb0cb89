package org.televisit.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.availability.BookedVisits.Booked;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;

/** Dr Lin takes consultations on Tuesdays from ten to twelve in Berlin. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StruckVisitsTest {

  private static final Actor OFFICE = new Actor("admin", "Admin", Set.of(Role.CLINIC_ADMIN));
  private static final PersonRef LIN = new PersonRef(UUID.randomUUID(), "lin", "Dr Lin");
  private static final PersonRef ANNA = new PersonRef(UUID.randomUUID(), "anna", "Anna");
  private static final WeeklyHours HOURS =
      new WeeklyHours(
          UUID.randomUUID(),
          0,
          new WeeklyHours.Wish(
              DayOfWeek.TUESDAY,
              LocalTime.of(10, 0),
              LocalTime.of(12, 0),
              LocalDate.EPOCH,
              null,
              Set.of(VisitType.CONSULTATION)));

  private final List<Booked> booked = new ArrayList<>();
  private final List<Deviation> closures = new ArrayList<>();
  private final StruckVisits struck = new StruckVisits();

  StruckVisitsTest() {
    struck.clock = Clock.fixed(Instant.parse("2026-06-02T06:00:00Z"), ZoneOffset.UTC);
    struck.booked = new Diary();
    struck.hours =
        new HoursService() {
          @Override
          public PersonRef practitioner(Actor actor, UUID id) {
            return LIN;
          }

          @Override
          public List<Deviation> closures(Actor actor) {
            return closures;
          }
        };
    struck.availability =
        new AvailabilityService() {
          @Override
          OpenTimes times(UUID practitioner, Instant from, Instant to) {
            return new OpenTimes(ZoneId.of("Europe/Berlin"), List.of(HOURS), closures);
          }
        };
  }

  /** What is booked, in memory. */
  private class Diary implements BookedVisits {
    @Override
    public List<Booked> between(@Nullable UUID practitioner, Instant from, Instant to) {
      return booked.stream()
          .filter(visit -> practitioner == null || visit.practitioner().id().equals(practitioner))
          .filter(v -> v.slot().start().isBefore(to) && v.slot().end().isAfter(from))
          .toList();
    }
  }

  private Booked book(String start, String type) {
    TimeSlot slot = TimeSlot.of(Instant.parse(start), Duration.ofMinutes(20));
    Booked visit = new Booked(UUID.randomUUID(), ANNA, LIN, slot, type);
    booked.add(visit);
    return visit;
  }

  @Test
  void are_those_that_do_not_lie_within_the_hours_as_a_whole() {
    book("2026-06-02T08:00:00Z", VisitType.CONSULTATION);
    Booked over = book("2026-06-02T09:50:00Z", VisitType.CONSULTATION);
    book("2026-06-09T09:40:00Z", VisitType.CONSULTATION);
    Booked otherDay = book("2026-06-10T08:00:00Z", VisitType.CONSULTATION);
    assertThat(struck.of(OFFICE, LIN.id())).containsExactly(over, otherDay);
  }

  @Test
  void are_judged_by_the_hours_for_their_own_kind() {
    Booked follow = book("2026-06-02T08:00:00Z", "follow-up");
    assertThat(struck.of(OFFICE, LIN.id())).containsExactly(follow);
  }

  @Test
  void none_are_where_nothing_is_booked_or_all_is_over() {
    assertThat(struck.of(OFFICE, LIN.id())).isEmpty();
    book("2026-06-01T08:00:00Z", VisitType.CONSULTATION);
    assertThat(struck.of(OFFICE, LIN.id())).isEmpty();
  }

  @Test
  void of_closures_are_each_named_once() {
    Booked inside = book("2026-06-02T08:00:00Z", VisitType.CONSULTATION);
    book("2026-06-09T08:00:00Z", VisitType.CONSULTATION);
    close("2026-06-02T00:00:00Z", "2026-06-03T00:00:00Z");
    close("2026-06-02T07:00:00Z", "2026-06-02T12:00:00Z");
    assertThat(struck.ofClosures(OFFICE)).containsExactly(inside);
    assertThat(struck.of(OFFICE, LIN.id())).containsExactly(inside);
  }

  private void close(String from, String to) {
    Span span = new Span(Instant.parse(from), Instant.parse(to));
    closures.add(
        new Deviation(
            null,
            new DeviationWish(Deviation.Kind.CLOSURE, span, null, null),
            new Entered("admin", Instant.EPOCH)));
  }
}
