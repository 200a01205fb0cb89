package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.scheduling.AppointmentId;

/** Where somebody was is what they had said by then. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WhereaboutsTest {

  static final AppointmentId VISIT = AppointmentId.random();
  static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final Instant APRIL = Instant.parse("2026-04-02T12:00:00Z");

  final Whereabouts whereabouts =
      new Whereabouts(
          List.of(
              place("anna", "ES", TEN, NOON),
              place("anna", "US-CA", NOON, APRIL),
              place("anna", "GB", APRIL, null),
              place("lin", "FR", TEN, null)),
          new TreeMap<>(Map.of(Instant.EPOCH, "DE", APRIL, "AT")));

  private static AttendanceLocation place(
      String subject, String code, Instant from, @Nullable Instant to) {
    AttendanceLocation place =
        new AttendanceLocation(new Party(VISIT, subject), code, subject, from);
    if (to != null) {
      place.end(to);
    }
    return place;
  }

  @Test
  void what_is_stated_later_changes_nothing_of_what_was() {
    assertThat(whereabouts.of("anna", NOON.minusMillis(1))).isEqualTo("ES");
    assertThat(whereabouts.of("anna", NOON)).isEqualTo("US-CA");
    assertThat(whereabouts.of("anna", APRIL.minusMillis(1))).isEqualTo("US-CA");
    assertThat(whereabouts.of("anna", APRIL)).isEqualTo("GB");
  }

  @Test
  void who_had_not_said_was_where_the_clinic_was_then() {
    assertThat(whereabouts.of("anna", TEN.minusMillis(1))).isEqualTo("DE");
    assertThat(whereabouts.of("bo", NOON)).isEqualTo("DE");
    assertThat(whereabouts.of("bo", APRIL)).isEqualTo("AT");
  }

  @Test
  void a_place_stated_after_the_clock_was_set_back_counts_from_then_on() {
    Whereabouts moved =
        new Whereabouts(
            List.of(place("anna", "ES", NOON, TEN), place("anna", "US-CA", TEN, null)),
            new TreeMap<>(Map.of(Instant.EPOCH, "DE")));
    assertThat(moved.of("anna", TEN)).isEqualTo("US-CA");
    assertThat(moved.of("anna", NOON)).isEqualTo("US-CA");
    assertThat(place("anna", "ES", NOON, TEN).changes()).containsExactly(NOON, NOON);
  }
}
