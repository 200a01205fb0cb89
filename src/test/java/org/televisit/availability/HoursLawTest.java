package org.televisit.availability;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.televisit.MigratedDatabase.LIN;
import static org.televisit.MigratedDatabase.MEYER;
import static org.televisit.MigratedDatabase.as;
import static org.televisit.MigratedDatabase.assertBroken;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database holds of weekly hours, whoever writes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HoursLawTest {

  @Nested
  class Working_hours {

    static final String WORK =
        """
        insert into working_hours (id, version, practitioner_id, weekday, from_minute, until_minute,
          valid_from, valid_until, set_by, set_at, removed_by, removed_at)
        values (gen_random_uuid(), 0, '%s', %s, %s, %s, %s, %s, 'x', now(), %s);
        """;

    /** Beside Tuesdays from nine to twelve until the end of June; the dates are those of 2030. */
    @ParameterizedTest
    @CsvSource({
      "LIN,   2, 719, 800, 01-01, null",
      "LIN,   2, 500, 541, 01-01, null",
      "LIN,   2, 600, 610, 06-30, null",
      "LIN,   2, 0,  1440, 01-01, 12-31",
    })
    void do_not_overlap(
        String who, int day, int from, int until, String validFrom, String validUntil) {
      assertBroken(
          "televisit_app",
          both(who, day, from, until, validFrom, validUntil),
          "working_hours_do_not_overlap");
    }

    @ParameterizedTest
    @CsvSource({
      "LIN,   2, 720, 800, 01-01, null",
      "LIN,   3, 540, 720, 01-01, null",
      "LIN,   2, 540, 720, 07-01, null",
      "MEYER, 2, 540, 720, 01-01, null",
    })
    void may_touch(String who, int day, int from, int until, String validFrom, String validUntil) {
      assertThatNoException()
          .isThrownBy(
              () -> as("televisit_app", both(who, day, from, until, validFrom, validUntil)));
    }

    @Test
    void that_were_removed_are_in_nobodys_way() {
      String removed =
          WORK.formatted(LIN, 2, 540, 720, "'2030-01-01'", "null", "'x', now()").repeat(2);
      assertThatNoException()
          .isThrownBy(() -> as("televisit_app", "begin;" + removed + "rollback"));
    }

    private String both(
        String who, int day, int from, int until, String validFrom, String validUntil) {
      return "begin;"
          + WORK.formatted(LIN, 2, 540, 720, "'2030-01-01'", "'2030-06-30'", "null, null")
          + WORK.formatted(
              who.equals("LIN") ? LIN : MEYER,
              day,
              from,
              until,
              "'2030-" + validFrom + "'",
              validUntil.equals("null") ? "null" : "'2030-" + validUntil + "'",
              "null, null")
          + "rollback";
    }
  }
}
