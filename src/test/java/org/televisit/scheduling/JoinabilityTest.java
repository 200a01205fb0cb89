package org.televisit.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.scheduling.SchedulingFixture.SLOT;
import static org.televisit.scheduling.SchedulingFixture.TEN;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.televisit.availability.TimeSlot;
import org.televisit.scheduling.Joinability.Reason;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JoinabilityTest {

  static final Instant OPENS = TEN.minus(Duration.ofMinutes(15));
  static final Instant CLOSES = SLOT.end().plus(Duration.ofHours(2));

  static Reason at(AppointmentStatus status, Instant now) {
    return Joinability.of(status, SLOT, false, now).reason();
  }

  @ParameterizedTest
  @EnumSource(names = {"BOOKED", "ARRIVED"})
  void the_room_opens_a_quarter_of_an_hour_before_the_visit(AppointmentStatus status) {
    assertThat(at(status, OPENS.minusMillis(1))).isEqualTo(Reason.TOO_EARLY);
    assertThat(at(status, OPENS)).isEqualTo(Reason.OPEN);
  }

  @ParameterizedTest
  @EnumSource(names = {"BOOKED", "ARRIVED"})
  void the_room_stays_open_for_two_hours_after_it(AppointmentStatus status) {
    assertThat(at(status, CLOSES.minusMillis(1))).isEqualTo(Reason.OPEN);
    assertThat(at(status, CLOSES)).isEqualTo(Reason.ENDED);
  }

  @ParameterizedTest
  @CsvSource({"FULFILLED, ENDED", "CANCELLED, CANCELLED", "NOSHOW, CANCELLED"})
  void a_visit_that_is_over_or_off_is_never_open(AppointmentStatus status, Reason reason) {
    for (Instant now : new Instant[] {Instant.EPOCH, OPENS, TEN, CLOSES, Instant.MAX}) {
      assertThat(at(status, now)).isEqualTo(reason);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = ".*")
  void the_answer_says_from_when_to_when(AppointmentStatus status) {
    Joinability answer = Joinability.of(status, SLOT, false, TEN);
    assertThat(answer.opens()).isEqualTo(OPENS);
    assertThat(answer.closes()).isEqualTo(CLOSES);
    assertThat(answer.isOpen()).isEqualTo(status.isAhead());
  }

  @Test
  void a_visit_that_is_under_way_keeps_its_door_open_until_somebody_ends_it() {
    for (Instant now : new Instant[] {TEN, CLOSES, CLOSES.plus(Duration.ofDays(1))}) {
      assertThat(Joinability.of(AppointmentStatus.ARRIVED, SLOT, true, now).isOpen()).isTrue();
      assertThat(Joinability.of(AppointmentStatus.FULFILLED, SLOT, true, now).reason())
          .isEqualTo(Reason.ENDED);
    }
  }

  @Test
  void what_is_only_held_has_no_room() {
    assertThat(at(AppointmentStatus.PENDING, OPENS.minusMillis(1))).isEqualTo(Reason.TOO_EARLY);
    assertThat(at(AppointmentStatus.PENDING, OPENS)).isEqualTo(Reason.CANCELLED);
  }

  @Test
  void a_visit_of_a_whole_day_has_a_room_too() {
    TimeSlot day = TimeSlot.of(TEN, Duration.ofHours(24));
    assertThat(Joinability.of(AppointmentStatus.BOOKED, day, false, day.end()).isOpen()).isTrue();
  }
}
