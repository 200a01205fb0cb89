package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.consultation.RoomFixture.DOCTOR;
import static org.televisit.consultation.RoomFixture.MOTHER;
import static org.televisit.consultation.RoomFixture.PATIENT;
import static org.televisit.consultation.RoomFixture.TEN;
import static org.televisit.consultation.RoomFixture.VISIT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.completeness.Span;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/** A visit that nobody ends: the doctor's computer died, and in the end the patient goes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DesertedVisitsTest {

  private static final Duration LONG = Duration.ofMinutes(30);
  private static final String HERE = "televisit-1";

  private final RoomFixture world = new RoomFixture();
  private final DesertedVisits visits = new DesertedVisits();

  /** Since when the visit's room should have been closed. */
  private final Instant closes = TEN;

  @BeforeEach
  void connect() {
    visits.encounters = world.encounters;
    visits.trail = world.register.trail;
    visits.clock = world.clock;
    visits.patience = LONG;
    visits.scheduling =
        new SchedulingService() {
          @Override
          public List<AppointmentId> unended(Instant closedBy) {
            return closes.isAfter(closedBy) ? List.of() : List.of(VISIT);
          }

          @Override
          public void fulfilled(AppointmentId id) {
            world.appointment.add("fulfilled");
          }
        };
  }

  private Encounter encounter() {
    return world.encounters.all.get(0);
  }

  @Test
  void is_ended_at_the_moment_at_which_the_last_of_them_was_gone() {
    RoomFixture.Meeting meeting = world.meeting();
    world.pass(Duration.ofSeconds(10), meeting.doctor(), meeting.patient());
    meeting.doctor().isCutOff();
    world.pass(Duration.ofSeconds(5), meeting.patient());
    meeting.patient().isCutOff();
    world.pass(LONG);
    assertThat(visits.overdue(HERE)).containsExactly(VISIT);
    assertThat(visits.end(VISIT)).isPresent();
    assertThat(encounter().status()).isEqualTo(EncounterStatus.FINISHED);
    assertThat(encounter().course()).contains(new Span(TEN, TEN.plusSeconds(15)));
    assertThat(world.appointment).endsWith("fulfilled");
    assertThat(world.trail).endsWith("done room.end by consultation");
  }

  @Test
  void is_ended_once() {
    RoomFixture.Meeting meeting = world.meeting();
    meeting.doctor().isCutOff();
    meeting.patient().isCutOff();
    world.pass(LONG);
    assertThat(visits.end(VISIT)).isPresent();
    assertThat(visits.end(VISIT)).isEmpty();
    assertThat(visits.overdue(HERE)).isEmpty();
    assertThat(world.trail).containsOnlyOnce("done room.end by consultation");
  }

  @Test
  void goes_on_as_long_as_somebody_is_there() {
    RoomFixture.Meeting meeting = world.meeting();
    meeting.doctor().isCutOff();
    world.pass(LONG.multipliedBy(2), meeting.patient());
    assertThat(visits.end(VISIT)).isEmpty();
    assertThat(encounter().status()).isEqualTo(EncounterStatus.IN_PROGRESS);
    assertThat(world.trail).doesNotContain("done room.end by consultation");
  }

  @Test
  void goes_on_for_a_while_for_who_was_there_just_now() {
    RoomFixture.Meeting meeting = world.meeting();
    meeting.doctor().isCutOff();
    world.pass(LONG, meeting.patient());
    meeting.patient().isCutOff();
    world.pass(LONG.minusSeconds(1));
    assertThat(visits.end(VISIT)).isEmpty();
    world.pass(Duration.ofSeconds(1));
    assertThat(visits.end(VISIT)).isPresent();
  }

  @Test
  void goes_on_as_long_as_its_room_may_be_used() {
    RoomFixture.Meeting meeting = world.meeting();
    meeting.doctor().isCutOff();
    meeting.patient().isCutOff();
    world.pass(LONG.minusSeconds(1));
    assertThat(visits.overdue(HERE)).isEmpty();
  }

  @Test
  void ended_before_who_came_later_and_was_never_let_in() {
    RoomFixture.Meeting meeting = world.meeting();
    meeting.doctor().isCutOff();
    meeting.patient().isCutOff();
    world.pass(Duration.ofMinutes(10));
    Guest mother = world.enters(MOTHER);
    world.pass(LONG, mother);
    assertThat(visits.end(VISIT)).as("somebody waits in it").isEmpty();
    mother.isCutOff();
    world.pass(LONG);
    assertThat(visits.end(VISIT)).isPresent();
    assertThat(encounter().course()).contains(new Span(TEN, TEN));
  }

  @Test
  void is_left_to_the_node_that_holds_its_media() {
    RoomFixture.Meeting meeting = world.meeting();
    meeting.doctor().isCutOff();
    meeting.patient().isCutOff();
    world.standsStill(LONG); // before the room gives its media up
    encounter().runsOn("its media", HERE);
    assertThat(visits.overdue("televisit-2")).isEmpty();
    assertThat(visits.overdue(HERE)).containsExactly(VISIT);
    assertThat(visits.end(VISIT)).contains(new DesertedVisits.Ended(VISIT, "its media"));
  }

  @Test
  void does_not_count_where_the_patient_was_never_let_in() {
    Guest doctor = world.enters(DOCTOR);
    Guest patient = world.enters(PATIENT);
    doctor.isCutOff();
    patient.isCutOff();
    world.pass(LONG);
    assertThat(visits.overdue(HERE)).isEmpty();
    assertThat(visits.end(VISIT)).isEmpty();
    assertThat(encounter().status()).isEqualTo(EncounterStatus.ARRIVED);
  }

  @Test
  void shows_no_screen_any_more() {
    RoomFixture.Meeting meeting = world.meeting();
    meeting.patient().shares(1, Guest.VIDEO);
    world.pass(Duration.ofSeconds(4), meeting.doctor(), meeting.patient());
    meeting.doctor().isCutOff();
    meeting.patient().isCutOff();
    world.pass(LONG);
    assertThat(visits.end(VISIT)).isPresent();
    assertThat(world.encounters.screens).noneMatch(ScreenShare::isOpen);
  }
}
