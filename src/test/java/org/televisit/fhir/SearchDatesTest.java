package org.televisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SearchDatesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2026,                       2025-12-31T23:00:00Z, 2026-12-31T23:00:00Z",
    "2026-11,                    2026-10-31T23:00:00Z, 2026-11-30T23:00:00Z",
    "2026-11-26,                 2026-11-25T23:00:00Z, 2026-11-26T23:00:00Z",
    "2026-10-25,                 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z", // 25 hours
    "2026-11-26T10:00:00Z,       2026-11-26T10:00:00Z, 2026-11-26T10:00:01Z",
    "2026-11-26T10:00:00+01:00,  2026-11-26T09:00:00Z, 2026-11-26T09:00:01Z",
    "2026-11-26T10:00:00 01:00,  2026-11-26T09:00:00Z, 2026-11-26T09:00:01Z",
    "2026-11-26T10:00Z,          2026-11-26T10:00:00Z, 2026-11-26T10:01:00Z",
    "2026-11-26T10:00:00,        2026-11-26T09:00:00Z, 2026-11-26T09:00:01Z",
    "eq2026-11-26,               2026-11-25T23:00:00Z, 2026-11-26T23:00:00Z",
    "ge2026-11-26,               2026-11-25T23:00:00Z, ",
    "gt2026-11-26,               2026-11-26T23:00:00Z, ",
    "lt2026-11-26,               ,                     2026-11-25T23:00:00Z",
    "le2026-11-26,               ,                     2026-11-26T23:00:00Z",
    "ge2026-11-26&lt2026-11-28,  2026-11-25T23:00:00Z, 2026-11-27T23:00:00Z",
    "2026-11&ge2026-11-26,       2026-11-25T23:00:00Z, 2026-11-30T23:00:00Z",
  })
  void values_mean_stretches_by_the_clinics_clock(
      String values, @Nullable Instant from, @Nullable Instant to) {
    assertThat(SearchDates.of(List.of(values.split("&")), BERLIN))
        .isEqualTo(new SearchDates(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "ge",
        "2026-13",
        "2026-02-30",
        "26-11-26",
        "2026-11-26T25:00:00Z",
        "ne2026",
        "sa2026-11-26",
        "ap2026",
        "99999-01-01",
        "2026-11-26T10:00:00+99:00",
        "<script>",
        "+999999999-01-01",
        "ge2026-11-26 or 1=1"
      })
  void what_is_no_date_is_refused_in_words(String value) {
    assertThatExceptionOfType(FhirProblem.class)
        .isThrownBy(() -> SearchDates.of(List.of(value), BERLIN))
        .satisfies(problem -> assertThat(problem.status()).isEqualTo(400))
        .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("<", "'"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-26, 2026-11-26T22:59:59Z, true",
    "2026-11-26, 2026-11-26T23:00:00Z, false",
    "ge2026-11-26&le2026-11-26, 2026-11-25T23:00:00Z, true",
    "lt2026-11-26, 2026-11-25T23:00:00Z, false",
  })
  void a_moment_is_within_or_not(String values, Instant moment, boolean within) {
    assertThat(SearchDates.of(Arrays.asList(values.split("&")), BERLIN).contains(moment))
        .isEqualTo(within);
  }
}
