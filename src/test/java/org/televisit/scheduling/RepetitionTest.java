package org.televisit.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDateTime;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.scheduling.Repetition.Unit;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RepetitionTest {

  @ParameterizedTest
  @CsvSource({
    "DAILY,   1, 3, 2026-03-27T10:00, 2026-03-27T10:00 2026-03-28T10:00 2026-03-29T10:00",
    "WEEKLY,  2, 3, 2026-03-23T10:00, 2026-03-23T10:00 2026-04-06T10:00 2026-04-20T10:00",
    "MONTHLY, 1, 3, 2026-01-15T10:00, 2026-01-15T10:00 2026-02-15T10:00 2026-03-15T10:00",
    "MONTHLY, 1, 3, 2026-01-31T10:00, 2026-01-31T10:00 2026-03-31T10:00 2026-05-31T10:00",
  })
  void comes_again_at_the_same_time_on_the_wall(
      Unit unit, int every, int count, LocalDateTime first, String expected) {
    assertThat(new Repetition(unit, every, count).from(first))
        .extracting(LocalDateTime::toString)
        .containsExactly(expected.split(" ", -1));
  }

  @Test
  void is_as_many_as_wanted_and_no_more_than_a_year_of_weeks() {
    assertThat(new Repetition(Unit.WEEKLY, 1, 52).from(LocalDateTime.parse("2026-03-02T10:00")))
        .hasSize(52);
    for (int[] bad : new int[][] {{0, 2}, {13, 2}, {1, 1}, {1, 53}}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> new Repetition(Unit.DAILY, bad[0], bad[1]));
    }
  }
}
