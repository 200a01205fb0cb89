package org.televisit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ViolationsTest {

  static Throwable failure(String message, String state) {
    return new IllegalStateException(new RuntimeException(new SQLException(message, state)));
  }

  @Test
  void are_recognised_however_deep_they_lie() {
    Throwable race =
        failure(
            "ERROR: conflicting key value violates exclusion constraint \"patient_is_free\"",
            "23P01");
    assertThat(Violations.isOf(race, "patient_is_free")).isTrue();
    assertThat(Violations.isOf(race, "practitioner_is_free")).isFalse();
    assertThat(Violations.isOf(race, "patient_is")).isFalse();
  }

  @Test
  void are_not_seen_in_other_failures_that_mention_the_name() {
    Throwable missing = failure("constraint \"patient_is_free\" does not exist", "42704");
    assertThat(Violations.isOf(missing, "patient_is_free")).isFalse();
    assertThat(Violations.isOf(new SQLException(), "patient_is_free")).isFalse();
    assertThat(Violations.isOf(new IllegalStateException(), "patient_is_free")).isFalse();
  }
}
