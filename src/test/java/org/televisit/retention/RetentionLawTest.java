package org.televisit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.televisit.MigratedDatabase.ANNA;
import static org.televisit.MigratedDatabase.LIN;
import static org.televisit.MigratedDatabase.as;
import static org.televisit.MigratedDatabase.query;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database holds of legal holds and deletion, whoever writes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetentionLawTest {

  @Nested
  class A_day_of_retention {

    @Test
    void is_looked_after_again_until_nothing_failed_and_never_after_that() throws SQLException {
      String again =
          "update retention_run set failed = %d, deleted = 3, finished_at = now() where day = '2031-05-01'";
      as(
          "televisit_app",
          "insert into retention_run (day, finished_at, deleted, held, failed)"
              + " values ('2031-05-01', now(), 1, 0, 2)");
      as("televisit_app", again.formatted(1));
      as("televisit_app", again.formatted(0));
      for (String role : List.of("televisit_app", "televisit_owner")) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> as(role, again.formatted(0)))
            .withMessageContaining("retention_run_ends_once");
      }
    }
  }

  @Nested
  class A_legal_hold {

    static final String VISIT = "00000000-0000-0000-0000-0000000000d1";
    static final String RECORDING = "00000000-0000-0000-0000-0000000000d2";
    static final String DECIDE =
        "update recording set erasing_since = now(), erased_under = 'policy/x'";
    static final String DESTROY = "update recording set erased_at = now()";

    @BeforeEach
    void aRecordingUnderHold() throws SQLException {
      String arrange =
          """
          insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, status,
            booked_by, booked_at)
          values ('%1$s', 0, '%3$s', '%4$s', '2032-01-01 10:00Z', '2032-01-01 10:20Z', 'fulfilled', 'x', now())
          on conflict do nothing;
          insert into encounter (id, version, appointment_id, status, opened_at)
          values ('%1$s', 0, '%1$s', 'planned', now()) on conflict do nothing;
          insert into seat (id, encounter_id, subject, name, role)
          values ('%1$s', '%1$s', 'anna', 'Anna', 'patient') on conflict do nothing;
          insert into recording (id, version, appointment_id, seat_id, subject, name, role, stretch, state,
            requested_at, ended_at, failure)
          values ('%2$s', 0, '%1$s', '%1$s', 'anna', 'Anna', 'patient', 1, 'failed', now(), now(), 'lost')
          on conflict do nothing;
          update recording set erasing_since = null, erased_under = null where erased_at is null;
          """;
      as("televisit_owner", arrange.formatted(VISIT, RECORDING, ANNA, LIN));
      hold();
    }

    private void hold() throws SQLException {
      as(
          "televisit_app",
          """
          insert into legal_hold (id, appointment_id, case_number, reason, set_by, set_at)
          values (gen_random_uuid(), '%s', 'AZ 1', 'a pending complaint', 'carla', now())
          on conflict do nothing
          """
              .formatted(VISIT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"televisit_app", "televisit_owner"})
    void lets_nothing_be_destroyed_by_anybody(String role) {
      for (String statement : List.of(DECIDE, DECIDE + ", erased_at = now()")) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> as(role, statement))
            .withMessageContaining("recording_hold_beats_erasure");
      }
    }

    @Test
    void lets_no_request_be_granted() throws SQLException {
      as(
          "televisit_app",
          """
          insert into erasure_request (id, appointment_id, subject, asked_at, entered_by)
          values (gen_random_uuid(), '%s', 'anna', now(), 'carla') on conflict do nothing
          """
              .formatted(VISIT));
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(
              () ->
                  as(
                      "televisit_app",
                      """
                      update erasure_request set granted = true, decided_by = 'carla', decided_at = now(),
                        decision_reason = 'because I can'
                      """))
          .withMessageContaining("recording_hold_beats_erasure");
    }

    @Test
    void calls_off_what_was_decided_and_not_done() throws SQLException {
      release();
      as("televisit_app", DECIDE);
      hold();

      assertThat(query("select id::text from recording where erasing_since is not null")).isEmpty();
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> as("televisit_app", DESTROY)); // nobody decided it any more
    }

    @Test
    void that_is_released_stands_in_nobodys_way_and_what_was_destroyed_stays_destroyed()
        throws SQLException {
      release();
      as("televisit_app", "begin; " + DECIDE + "; " + DESTROY + "; rollback");
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(
              () ->
                  as(
                      "televisit_app",
                      "begin; %s; %s; update recording set erased_at = null; rollback"
                          .formatted(DECIDE, DESTROY)))
          .withMessageContaining("stays destroyed");
    }

    private void release() throws SQLException {
      as(
          "televisit_app",
          """
          update legal_hold set released_by = 'carla', released_at = now(),
            release_reason = 'the complaint was settled'
          where released_at is null
          """);
    }
  }
}
