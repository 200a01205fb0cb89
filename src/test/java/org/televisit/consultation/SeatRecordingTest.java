package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.consultation.RoomFixture.DOCTOR;
import static org.televisit.consultation.RoomFixture.PATIENT;
import static org.televisit.media.MediaKind.AUDIO;
import static org.televisit.media.MediaKind.VIDEO;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.televisit.consultation.RoomFixture.Meeting;
import org.televisit.consultation.SeatRecording.State;
import org.televisit.media.FakeMediaServer.FakeEndpoint;
import org.televisit.recording.RecordingPermit;
import org.televisit.recording.RecordingProgress;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SeatRecordingTest {

  final RoomFixture world = new RoomFixture();

  private long recordersStarted() {
    return world.media.asked.stream().filter(s -> s.startsWith("record r")).count();
  }

  private static SeatRecording recorded(Guest guest, State state, Duration stored) {
    return new SeatRecording(
        Picture.camera(guest.seat()), state, RecordingPermit.PERMITTED, stored);
  }

  private void arrives(Duration stored, Duration silence) {
    world.recordings.progress.put(
        world.recordings.last, new RecordingProgress(stored, silence, 1000));
  }

  @Nested
  class A_person_who_agreed {

    final Meeting meeting = world.meeting();
    final Guest doctor = meeting.doctor();
    final Guest patient = meeting.patient();

    @Test
    void is_recorded_once_sound_and_picture_flow() {
      FakeEndpoint endpoint = patient.publishes(1, Guest.AUDIO_VIDEO);
      patient.flows(endpoint, VIDEO, true, 1);
      assertThat(recordersStarted()).isZero();
      patient.flows(endpoint, AUDIO, true, 2);
      assertThat(world.media.asked).endsWith("recorder r1 of e1 AUDIO_AND_VIDEO", "record r1");
    }

    @Test
    void who_sends_sound_only_is_recorded_so() {
      FakeEndpoint endpoint = patient.publishes(1, Guest.AUDIO);
      patient.flows(endpoint, AUDIO, true, 1);
      assertThat(world.media.asked).contains("recorder r1 of e1 AUDIO_ONLY");
    }

    @Test
    void whose_picture_does_not_come_is_recorded_without_it_and_with_it_when_it_does() {
      FakeEndpoint endpoint = patient.publishes(1, Guest.AUDIO_VIDEO);
      patient.flows(endpoint, AUDIO, true, 1);
      world.pass(Duration.ofSeconds(5), doctor, patient);
      assertThat(world.media.asked).contains("recorder r1 of e1 AUDIO_ONLY");
      patient.flows(endpoint, VIDEO, true, 2);
      assertThat(world.media.asked)
          .endsWith("stop r1", "recorder r2 of e1 AUDIO_AND_VIDEO", "record r2");
    }

    @Test
    void an_event_that_comes_late_does_not_undo_a_newer_one() {
      FakeEndpoint endpoint = patient.publishes(1, Guest.AUDIO_VIDEO);
      patient.flows(endpoint, AUDIO, true, 20);
      patient.flows(endpoint, AUDIO, false, 10);
      patient.flows(endpoint, VIDEO, true, 20);
      assertThat(world.media.asked).contains("recorder r1 of e1 AUDIO_AND_VIDEO");
    }

    @Test
    void sees_how_much_is_safe() {
      patient.sends(1);
      arrives(Duration.ofSeconds(200), Duration.ZERO);
      world.pass(Duration.ofSeconds(5), doctor, patient);
      assertThat(doctor.line().last(ServerMessage.Pulse.class).recordings())
          .contains(recorded(patient, State.RECORDING, Duration.ofSeconds(200)));
    }

    @Test
    void causes_an_alarm_when_nothing_arrives_any_more() {
      patient.sends(1);
      arrives(Duration.ofSeconds(200), Duration.ofSeconds(5));
      world.pass(Duration.ofSeconds(5), doctor, patient);
      assertThat(doctor.line().last(ServerMessage.Pulse.class).recordings())
          .contains(recorded(patient, State.STALLED, Duration.ofSeconds(200)));
    }

    @Test
    void gets_a_new_stretch_when_the_old_one_stays_silent() {
      patient.sends(1);
      arrives(Duration.ofSeconds(200), Duration.ofSeconds(15));
      world.pass(Duration.ofSeconds(4), doctor, patient);
      assertThat(world.media.asked)
          .containsSubsequence("stop r1", "recorder r2 of e1 AUDIO_AND_VIDEO");
    }

    @Test
    void gets_a_new_stretch_when_the_old_one_broke() {
      patient.sends(1);
      world.recordings.stored.put(patient.seat(), Duration.ofSeconds(7));
      world.room.recordingEnded(patient.seat(), world.recordings.last);
      world.pass(Duration.ofSeconds(3), doctor, patient);
      assertThat(recordersStarted()).isEqualTo(2);
      arrives(Duration.ofSeconds(3), Duration.ZERO);
      world.pass(Duration.ofSeconds(5), doctor, patient);
      assertThat(doctor.line().last(ServerMessage.Pulse.class).recordings())
          .contains(recorded(patient, State.RECORDING, Duration.ofSeconds(10)));
    }

    @Test
    void who_withdraws_is_stopped_before_anything_else_happens() {
      patient.sends(1);
      doctor.saysLater(new ClientMessage.Devices(false, false));
      world.declined.add(PATIENT.subject());
      world.room.consentChanged(PATIENT.subject());
      world.settle();
      assertThat(world.media.asked).endsWith("stop r1");
      assertThat(doctor.line().received)
          .filteredOn(ServerMessage.RoomState.class::isInstance)
          .extracting(m -> ((ServerMessage.RoomState) m).seats().get(0).devices().microphone())
          .endsWith(true, false);
      assertThat(doctor.sees(patient).recording().state()).isEqualTo(State.DECLINED);
    }

    @Test
    void whose_withdrawal_was_missed_is_stopped_by_the_next_pulse() {
      patient.sends(1);
      world.declined.add(PATIENT.subject());
      world.pass(Duration.ofSeconds(6), doctor, patient);
      assertThat(world.media.asked).contains("stop r1");
    }

    @Test
    void who_changes_their_mind_is_recorded_again() {
      patient.sends(1);
      world.declined.add(PATIENT.subject());
      world.room.consentChanged(PATIENT.subject());
      world.settle();
      world.declined.clear();
      world.room.consentChanged(PATIENT.subject());
      world.settle();
      assertThat(world.media.asked).endsWith("recorder r2 of e1 AUDIO_AND_VIDEO", "record r2");
    }
  }

  @Nested
  class A_person_who_declined {

    @Test
    void is_never_recorded_and_everybody_sees_it() {
      world.declined.add(PATIENT.subject());
      Meeting meeting = world.meeting();
      meeting.patient().sends(1);
      meeting.doctor().sends(1);
      world.pass(Duration.ofSeconds(30), meeting.doctor(), meeting.patient());
      assertThat(world.media.asked).noneMatch(s -> s.contains("of e1"));
      assertThat(world.media.asked).contains("recorder r1 of e2 AUDIO_AND_VIDEO");
      assertThat(meeting.doctor().sees(meeting.patient()).recording().state())
          .isEqualTo(State.DECLINED);
    }

    @Test
    void while_the_news_was_on_its_way_is_not_recorded_either() {
      world.recordings.withoutConsent.add(DOCTOR.subject());
      Meeting meeting = world.meeting();
      meeting.doctor().sends(1);
      assertThat(recordersStarted()).isZero();
      assertThat(meeting.patient().sees(meeting.doctor()).recording().state())
          .isEqualTo(State.DECLINED);
    }
  }

  @Nested
  class Key_frames {

    final Meeting meeting = world.meeting();
    final Guest doctor = meeting.doctor();
    final Guest patient = meeting.patient();

    @Test
    void are_asked_for_through_somebody_who_receives_the_picture() {
      patient.sends(1);
      doctor.receives(patient, 1);
      arrives(Duration.ofSeconds(1), Duration.ZERO);
      world.pass(Duration.ofSeconds(20), doctor, patient);
      assertThat(world.media.asked.stream().filter("key frame through e2"::equals).count())
          .isBetween(3L, 5L);
      assertThat(patient.line().of(ServerMessage.KeyFrame.class)).isEmpty();
    }

    @Test
    void are_asked_of_the_page_where_nobody_receives_it() {
      patient.sends(1);
      arrives(Duration.ofSeconds(1), Duration.ZERO);
      world.pass(Duration.ofSeconds(5), doctor, patient);
      assertThat(patient.line().of(ServerMessage.KeyFrame.class)).isNotEmpty();
      assertThat(doctor.line().of(ServerMessage.KeyFrame.class)).isEmpty();
    }
  }
}
