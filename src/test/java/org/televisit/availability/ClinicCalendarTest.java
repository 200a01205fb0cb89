package org.televisit.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.platform.ClinicInfo;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClinicCalendarTest {

  static final Duration LENGTH = Duration.ofMinutes(20);

  final ClinicCalendar calendar = new ClinicCalendar();

  ClinicCalendarTest() {
    calendar.clock = Clock.fixed(Instant.parse("2026-03-28T23:30:00Z"), ZoneOffset.UTC);
    calendar.clinic =
        new ClinicInfo() {
          @Override
          public ZoneId getZone() {
            return ZoneId.of("Europe/Berlin");
          }
        };
  }

  @Test
  void today_is_the_day_at_the_clinic() {
    assertThat(calendar.today()).isEqualTo(LocalDate.parse("2026-03-29"));
  }

  @Test
  void the_day_on_which_clocks_are_put_forward_has_23_hours() {
    LocalDate day = LocalDate.parse("2026-03-29");
    assertThat(Duration.between(calendar.startOf(day), calendar.startOf(day.plusDays(1))))
        .isEqualTo(Duration.ofHours(23));
  }

  @Test
  void a_slot_is_meant_in_the_clinics_zone() {
    assertThat(calendar.slot(LocalDateTime.parse("2026-07-01T10:00"), LENGTH).start())
        .isEqualTo("2026-07-01T08:00:00Z");
  }

  @Test
  void a_time_that_clocks_skip_cannot_be_booked() {
    assertThatExceptionOfType(NoSuchLocalTimeException.class)
        .isThrownBy(() -> calendar.slot(LocalDateTime.parse("2026-03-29T02:30"), LENGTH));
  }

  @Test
  void of_a_time_that_comes_twice_the_first_is_meant() {
    assertThat(calendar.slot(LocalDateTime.parse("2026-10-25T02:30"), LENGTH).start())
        .isEqualTo("2026-10-25T00:30:00Z");
  }
}
