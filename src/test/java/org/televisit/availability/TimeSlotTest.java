package org.televisit.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimeSlotTest {

  static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  static final TimeSlot SLOT = TimeSlot.of(TEN, Duration.ofMinutes(20));

  @Test
  void contains_its_start_but_not_its_end() {
    assertThat(SLOT.contains(TEN)).isTrue();
    assertThat(SLOT.contains(TEN.minusMillis(1))).isFalse();
    assertThat(SLOT.contains(SLOT.end().minusMillis(1))).isTrue();
    assertThat(SLOT.contains(SLOT.end())).isFalse();
  }

  @Test
  void that_ends_when_the_next_begins_does_not_overlap_it() {
    TimeSlot next = TimeSlot.of(SLOT.end(), Duration.ofMinutes(20));
    assertThat(SLOT.overlaps(next)).isFalse();
    assertThat(next.overlaps(SLOT)).isFalse();
  }

  @Test
  void overlaps_one_that_begins_a_moment_before_its_end() {
    TimeSlot late = TimeSlot.of(SLOT.end().minusMillis(1), Duration.ofMinutes(20));
    assertThat(SLOT.overlaps(late)).isTrue();
    assertThat(late.overlaps(SLOT)).isTrue();
  }

  @Test
  void neither_stands_still_nor_runs_backwards() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeSlot(TEN, TEN));
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeSlot(TEN, TEN.minusMillis(1)));
  }

  @Test
  void lasts_a_day_at_most() {
    assertThat(TimeSlot.of(TEN, Duration.ofHours(24)).length()).isEqualTo(Duration.ofHours(24));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeSlot.of(TEN, Duration.ofHours(24).plusMillis(1)));
  }
}
