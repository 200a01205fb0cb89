package org.televisit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.identity.Role;
import org.televisit.media.Capture;
import org.televisit.recording.RecordedSeat;
import org.televisit.recording.RecordingEvidence;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingState;
import org.televisit.recording.RecordingSummary;
import org.televisit.scheduling.AppointmentId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RetentionPlanTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Policy GENERAL = policy(null, null, 3650);
  private static final Policy THERAPY = policy("psychotherapy", null, 365);
  private static final Policy AMERICA = policy(null, "US", 2555);
  private static final Policy CALIFORNIA = policy(null, "US-CA", 100);
  private static final Policy THERAPY_IN_AMERICA = policy("psychotherapy", "US", 30);
  private static final RetentionPlan PLAN =
      new RetentionPlan(List.of(GENERAL, THERAPY, AMERICA, CALIFORNIA, THERAPY_IN_AMERICA), BERLIN);

  private static Policy policy(@Nullable String type, @Nullable String place, int days) {
    return new Policy(UUID.randomUUID(), type, place, days, type + " in " + place);
  }

  private static KeptRecording recording(String ended, boolean held) {
    Instant end = Instant.parse(ended);
    RecordedSeat anna =
        new RecordedSeat(AppointmentId.random(), UUID.randomUUID(), "anna", "Anna", Role.PATIENT);
    RecordingSummary summary =
        new RecordingSummary(
            RecordingId.random(),
            anna.appointment(),
            "Anna",
            Role.PATIENT,
            1,
            Capture.CAMERA,
            RecordingState.SEALED,
            end,
            end,
            end,
            1_000L,
            null,
            null,
            null);
    return new KeptRecording(
        new RecordingEvidence(anna, summary, null, null, List.of(), List.of(), null),
        "follow-up",
        "DE",
        held);
  }

  @ParameterizedTest
  @CsvSource({
    "consultation,  DE,    3650",
    "psychotherapy, DE,    365",
    "consultation,  US,    2555",
    "consultation,  US-NY, 2555",
    "consultation,  US-CA, 100",
    "psychotherapy, US,    30",
    "psychotherapy, US-NY, 30",
    "psychotherapy, US-CA, 100",
    "psychotherapy, USA,   365",
  })
  void the_place_counts_before_the_kind_of_visit_and_a_part_before_its_country(
      String type, String place, int days) {
    assertThat(PLAN.policy(type, place))
        .hasValueSatisfying(p -> assertThat(p.days()).isEqualTo(days));
  }

  @Test
  void the_order_in_which_policies_are_read_decides_nothing() {
    RetentionPlan reversed =
        new RetentionPlan(
            List.of(THERAPY_IN_AMERICA, CALIFORNIA, AMERICA, THERAPY, GENERAL), BERLIN);

    for (String type : List.of("consultation", "psychotherapy")) {
      for (String place : List.of("DE", "US", "US-CA", "US-NY")) {
        assertThat(reversed.policy(type, place)).isEqualTo(PLAN.policy(type, place));
      }
    }
  }

  @Test
  void what_no_policy_covers_is_kept() {
    RetentionPlan plan = new RetentionPlan(List.of(AMERICA), BERLIN);

    assertThat(plan.of(recording("2020-01-01T12:00:00Z", false))).isEmpty();
  }

  @Test
  void days_are_counted_as_the_clinic_counts_them() {
    RetentionPlan plan = new RetentionPlan(List.of(policy(null, null, 1)), BERLIN);

    assertThat(plan.of(recording("2029-12-31T22:59:59Z", false)).orElseThrow().day())
        .isEqualTo(LocalDate.of(2030, 1, 1));
    assertThat(plan.of(recording("2029-12-31T23:00:00Z", false)).orElseThrow().day())
        .as("after midnight in Berlin")
        .isEqualTo(LocalDate.of(2030, 1, 2));
  }

  @Test
  void a_preview_shows_what_is_due_and_overdue_and_says_what_is_held() {
    RetentionPlan plan = new RetentionPlan(List.of(policy(null, null, 10)), BERLIN);
    KeptRecording overdue = recording("2030-01-01T12:00:00Z", false);
    KeptRecording held = recording("2030-01-02T12:00:00Z", true);
    KeptRecording today = recording("2030-01-03T12:00:00Z", false);
    KeptRecording later = recording("2030-01-04T12:00:00Z", false);

    List<PlannedDeletion> due =
        plan.until(LocalDate.of(2030, 1, 13), Stream.of(later, today, held, overdue));

    assertThat(due).extracting(PlannedDeletion::recording).containsExactly(overdue, held, today);
    assertThat(due).extracting(PlannedDeletion::isHeld).containsExactly(false, true, false);
  }
}
