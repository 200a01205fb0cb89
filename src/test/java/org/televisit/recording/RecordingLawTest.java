package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.televisit.MigratedDatabase.ANNA;
import static org.televisit.MigratedDatabase.LIN;
import static org.televisit.MigratedDatabase.as;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database holds of a recording and its life, whoever writes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingLawTest {

  @Nested
  class A_recording {

    /** From a state to the states that it may lead to; {@code -} for none. */
    @ParameterizedTest
    @CsvSource({
      "requested, recording failed",
      "recording, paused stopping sealed failed",
      "paused, recording stopping sealed failed",
      "stopping, sealed failed",
      "sealed, -",
      "failed, -"
    })
    void moves_only_as_its_life_allows(String from, String allowed) throws SQLException {
      List<String> reached = new ArrayList<>();
      for (String to :
          List.of("requested", "recording", "paused", "stopping", "sealed", "failed")) {
        if (!to.equals(from) && moves(from, to)) {
          reached.add(to);
        }
      }
      assertThat(reached.isEmpty() ? "-" : String.join(" ", reached)).isEqualTo(allowed);
    }

    @Test
    void that_runs_has_not_ended_for_any_reason() {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> insert("recording", "'withdrawn'"))
          .withMessageContaining("recording_runs_without_end");
    }

    @Test
    void ends_only_for_a_reason_that_is_known() {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> insert("stopping", "'whatever'"))
          .withMessageContaining("recording_end_known");
    }

    @Test
    void has_one_pause_at_a_time() throws SQLException {
      String id = insert("recording", "null");
      String pause =
          """
          insert into recording_pause (recording_id, cause, from_at)
          values ('%s', 'another-declined', now())
          """
              .formatted(id);
      as("televisit_app", pause);
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> as("televisit_app", pause))
          .withMessageContaining("recording_pause_one_at_a_time");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        value = {
          "sha256 | repeat('1', 64)",
          "length_bytes | 2",
          "duration_ms | 2",
          "started_at | now() - interval '1 hour'",
          "ended_at | now() - interval '1 hour'",
          "requested_at | now() - interval '1 hour'",
          "media | 'screen'",
          "subject | 'lin'",
          "name | 'Lin'",
          "role | 'practitioner'",
          "stretch | 2",
          "seat_id | gen_random_uuid()",
          "appointment_id | gen_random_uuid()",
          "ended_because | 'left'",
          "node | 'other'",
          "id | gen_random_uuid()"
        })
    void that_is_sealed_never_says_anything_else(String column, String value) throws SQLException {
      String id = insert("sealed", "null");
      String change = "update recording set %s = %s where id = '%s'";
      for (String role : List.of("televisit_app", "televisit_owner")) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> as(role, change.formatted(column, value, id)))
            .withMessageContaining("recording_stays_sealed");
      }
    }

    @Test
    void that_is_sealed_can_still_be_destroyed() throws SQLException {
      String id = insert("sealed", "null");
      as(
          "televisit_app",
          """
          begin;
          update recording set version = version + 1, erasing_since = now(), erased_under = 'policy/x'
            where id = '%1$s';
          update recording set version = version + 1, erased_at = now() where id = '%1$s';
          rollback
          """
              .formatted(id));
    }

    @ParameterizedTest
    @CsvSource({"storage, true", "keys-away, true", "lost, false", "no-media, false"})
    void that_failed_is_finished_only_if_it_lacked_room_or_key(String failure, boolean finished)
        throws SQLException {
      String id = insert("failed", "null");
      as(
          "televisit_app",
          "update recording set failure = '%s' where id = '%s'".formatted(failure, id));
      String seal =
          "update recording set state = 'sealed', failure = null where id = '%s'".formatted(id);
      if (finished) {
        as("televisit_app", seal);
      } else {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> as("televisit_app", seal))
            .withMessageContaining("no way leads from failed to sealed");
      }
    }

    @Test
    void has_holes_that_are_found_when_it_is_sealed_and_never_change() throws SQLException {
      String hole =
          """
          insert into recording_hole (recording_id, track, from_ms, to_ms)
          values ('%s', 'audio', 10000, 40000)
          """;
      String stopping = insert("stopping", "'left'");
      as("televisit_app", hole.formatted(stopping));
      String sealed = insert("sealed", "null");
      for (String change :
          List.of(
              hole.formatted(sealed),
              "update recording_hole set to_ms = 11000 where recording_id = '%s'"
                  .formatted(stopping),
              "delete from recording_hole where recording_id = '%s'".formatted(stopping),
              "truncate recording_hole")) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> as("televisit_owner", change))
            .withMessageContaining("recording_hole_is_of_its_sealing");
      }
    }

    @Test
    void has_pauses_that_end_once() throws SQLException {
      String id = insert("recording", "null");
      String end = "update recording_pause set to_at = %s where recording_id = '%s'";
      as(
          "televisit_app",
          """
          insert into recording_pause (recording_id, cause, from_at)
          values ('%s', 'another-declined', now())
          """
              .formatted(id));
      as("televisit_app", end.formatted("now()", id));
      for (String value : List.of("now() + interval '1 hour'", "null")) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> as("televisit_owner", end.formatted(value, id)))
            .withMessageContaining("recording_pause_ends_once");
      }
    }

    private boolean moves(String from, String to) throws SQLException {
      String id = insert(from, "null");
      try {
        as(
            "televisit_app",
            """
            update recording set state = '%s', failure = %s, length_bytes = 1, duration_ms = 1,
              sha256 = '%s', started_at = now(), ended_at = now()
            where id = '%s'
            """
                .formatted(to, to.equals("failed") ? "'lost'" : "null", "0".repeat(64), id));
        return true;
      } catch (SQLException refused) {
        assertThat(refused.getMessage()).contains("no way leads from " + from + " to " + to);
        return false;
      }
    }

    /** A recording in some state, in a visit of its own. */
    private String insert(String state, String endedBecause) throws SQLException {
      String id = UUID.randomUUID().toString();
      as(
          "televisit_owner",
          """
          with a as (insert into appointment (id, version, patient_id, practitioner_id, starts_at,
              ends_at, status, booked_by, booked_at, closed_by, closed_at)
            values ('%1$s', 0, '%2$s', '%3$s', now(), now() + interval '1 minute', 'noshow',
              'x', now(), 'x', now())),
          e as (insert into encounter (id, version, appointment_id, status, opened_at)
            values ('%1$s', 0, '%1$s', 'planned', now())),
          s as (insert into seat (id, encounter_id, subject, name, role)
            values ('%1$s', '%1$s', 'anna', 'Anna', 'patient'))
          insert into recording (id, version, appointment_id, seat_id, subject, name, role, stretch,
            state, requested_at, started_at, ended_at, length_bytes, sha256, duration_ms, failure,
            ended_because)
          values ('%1$s', 0, '%1$s', '%1$s', 'anna', 'Anna', 'patient', 1, '%4$s', now(), now(),
            now(), 1, '%5$s', 1, %6$s, %7$s)
          """
              .formatted(
                  id,
                  ANNA,
                  LIN,
                  state,
                  "0".repeat(64),
                  state.equals("failed") ? "'lost'" : "null",
                  endedBecause));
      return id;
    }
  }
}
