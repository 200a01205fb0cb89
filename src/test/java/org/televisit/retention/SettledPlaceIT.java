package org.televisit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.consent.PlaceSettledException;
import org.televisit.consent.RecordingRules;
import org.televisit.recording.RecordingErasure;
import org.televisit.scheduling.AppointmentId;

/** Nobody shortens how long recordings are kept by saying afterwards that they were elsewhere. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SettledPlaceIT extends RetentionFixture {

  @Inject RecordingRules rules;
  @Inject KeptRecordings kept;
  @Inject RecordingErasure recordings;

  /** Another visit of the same two, which is still to be ended. */
  private void booked(int hoursLater) throws SQLException {
    AppointmentId next = AppointmentId.random();
    rows()
        .change(
            """
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, status,
          booked_by, booked_at)
        select ?, 0, patient_id, practitioner_id, starts_at + make_interval(hours => ?),
          ends_at + make_interval(hours => ?), 'booked', booked_by, booked_at
        from appointment where id = ?
        """,
            next.value(),
            hoursLater,
            hoursLater,
            visit.value());
    UUID encounter = UUID.randomUUID();
    rows()
        .change(
            """
        insert into encounter (id, version, appointment_id, status, opened_at, arrived_at, started_at,
          ended_at)
        select ?, 0, ?, status, opened_at, arrived_at, started_at, ended_at
        from encounter where appointment_id = ?
        """,
            encounter,
            next.value(),
            visit.value());
    seat = UUID.randomUUID();
    rows()
        .change(
            "insert into seat (id, encounter_id, subject, name, role) values (?, ?, ?, 'Anna',"
                + " 'patient')",
            seat,
            encounter,
            anna.subject());
    visit = next;
  }

  private void ends(String status) throws SQLException {
    rows()
        .change(
            """
        update appointment set status = ?, cancel_reason = case ? when 'cancelled' then 'other' end,
          closed_by = case ? when 'fulfilled' then null else 'test' end,
          closed_at = case ? when 'fulfilled' then null else now() end
        where id = ?
        """,
            status,
            status,
            status,
            status,
            visit.value());
  }

  private void stated(String place, Instant from) throws SQLException {
    rows()
        .change(
            """
        update attendance_location set ended_at = ? where appointment_id = ? and ended_at is null
        """,
            from,
            visit.value());
    rows()
        .change(
            """
        insert into attendance_location (id, appointment_id, subject, jurisdiction, stated_by,
          stated_at) values (?, ?, ?, ?, 'test', ?)
        """,
            UUID.randomUUID(),
            visit.value(),
            anna.subject(),
            place,
            from);
  }

  private String placeThatCounts() {
    return kept.described(recordings.of(visit, anna.subject())).get(0).jurisdiction();
  }

  @Test
  void the_place_when_the_recording_ended_chooses_the_policy_not_one_stated_since()
      throws Exception {
    booked(1);
    sealed();
    stated("ES", began);
    stated("GB", began.plusSeconds(300));
    stated("US-CA", began.plusSeconds(601));
    ends("fulfilled");

    assertThat(placeThatCounts()).isEqualTo("GB");
    assertThat(rules.location(visit, anna.subject())).contains("US-CA");
  }

  @Test
  void who_stated_nothing_until_it_ended_was_where_the_clinic_is() throws Exception {
    booked(1);
    sealed();
    stated("US-CA", began.plusSeconds(601));

    assertThat(placeThatCounts()).isEqualTo(rules.home());
  }

  @Test
  void once_the_visit_is_over_no_place_can_be_stated_and_the_attempt_is_audited() throws Exception {
    for (String over : List.of("fulfilled", "cancelled", "noshow")) {
      booked(1);
      rules.state(anna, visit, anna.subject(), "ES");
      ends(over);

      assertThatExceptionOfType(PlaceSettledException.class)
          .isThrownBy(() -> rules.state(anna, visit, anna.subject(), "US-CA"));

      assertThat(rules.location(visit, anna.subject())).contains("ES");
      assertThat(
              rows()
                  .read(
                      "select outcome || ' ' || detail from audit_event where entity = ? and action ="
                          + " 'attendance.location' order by id",
                      visit.entity()))
          .as(over)
          .containsExactly("done ES", "refused over");
    }
  }

  @Test
  void not_even_past_the_service() throws Exception {
    booked(1);
    stated("ES", began);
    ends("fulfilled");

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> stated("US-CA", began.plusSeconds(900)))
        .withMessageContaining("attendance_location_settled");
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () ->
                rows()
                    .change(
                        """
                    insert into attendance_location (id, appointment_id, subject, jurisdiction,
                      stated_by, stated_at) values (?, ?, ?, 'US-CA', 'test', ?)
                    """,
                        UUID.randomUUID(),
                        visit.value(),
                        lin.subject(),
                        began))
        .withMessageContaining("attendance_location_settled");
  }
}
