package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.consultation.RoomFixture.DOCTOR;
import static org.televisit.consultation.RoomFixture.PATIENT;
import static org.televisit.media.MediaKind.AUDIO;
import static org.televisit.media.MediaKind.VIDEO;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.televisit.consent.Provision;
import org.televisit.consultation.RoomFixture.Meeting;
import org.televisit.consultation.SeatRecording.State;
import org.televisit.media.FakeMediaServer.FakeEndpoint;
import org.televisit.recording.RecordingPermit;
import org.televisit.recording.RecordingProgress;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SeatRecordingTest {

  final RoomFixture world = new RoomFixture();

  private static SeatRecording recorded(Guest guest, State state, Duration stored) {
    return new SeatRecording(
        Picture.camera(guest.seat()), state, RecordingPermit.PERMITTED, stored);
  }

  private void arrives(Duration stored, Duration silence) {
    world.recordings.progress.put(
        world.recordings.last, new RecordingProgress(stored, silence, 1000, Map.of()));
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
      assertThat(world.recordersStarted()).isZero();
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
      isRecordedFor(Duration.ofSeconds(20), patient);
      arrives(Duration.ofSeconds(200), Duration.ofSeconds(4));
      world.pass(Duration.ofSeconds(1), doctor, patient);
      assertThat(doctor.sees(patient).recordings())
          .containsExactly(recorded(patient, State.STALLED, Duration.ofSeconds(200)));
    }

    private void isRecordedFor(Duration time, Guest guest) {
      guest.sends(1);
      arrives(Duration.ofSeconds(200), Duration.ZERO);
      world.pass(time, doctor, patient);
    }

    @Test
    void causes_no_alarm_by_a_silence_that_may_end_by_itself() {
      isRecordedFor(Duration.ofSeconds(20), patient);
      arrives(Duration.ofSeconds(200), Duration.ofMillis(2900));
      world.pass(Duration.ofSeconds(1), doctor, patient);
      assertThat(doctor.sees(patient).recording().state()).isEqualTo(State.RECORDING);
    }

    @Test
    void is_told_to_be_safe_again_as_soon_as_bytes_arrive() {
      isRecordedFor(Duration.ofSeconds(20), patient);
      arrives(Duration.ofSeconds(200), Duration.ofSeconds(4));
      world.pass(Duration.ofSeconds(1), doctor, patient);
      arrives(Duration.ofSeconds(205), Duration.ZERO);
      world.pass(Duration.ofSeconds(1), doctor, patient);
      assertThat(doctor.sees(patient).recording().state()).isEqualTo(State.RECORDING);
    }

    @Test
    void whose_recorder_never_sends_a_byte_causes_the_alarm_too() {
      patient.sends(1);
      world.pass(Duration.ofSeconds(3), doctor, patient);
      assertThat(doctor.sees(patient).recording().state()).isEqualTo(State.STARTING);
      world.pass(Duration.ofSeconds(1), doctor, patient);
      assertThat(doctor.sees(patient).recording().state()).isEqualTo(State.STALLED);
    }

    @Test
    void whose_picture_ends_goes_on_as_sound() {
      FakeEndpoint endpoint = patient.sends(1);
      patient.flows(endpoint, VIDEO, false, 2);
      assertThat(world.recordersStarted()).isEqualTo(1);
      world.pass(Duration.ofSeconds(1), doctor, patient);
      assertThat(world.media.asked)
          .endsWith("stop r1", "recorder r2 of e1 AUDIO_ONLY", "record r2");
      assertThat(world.recordings.ended).containsExactly("tracks-changed");
    }

    @Test
    void whose_picture_is_gone_for_a_moment_keeps_the_stretch() {
      FakeEndpoint endpoint = patient.sends(1);
      patient.flows(endpoint, VIDEO, false, 2);
      patient.flows(endpoint, VIDEO, true, 3);
      world.pass(Duration.ofSeconds(3), doctor, patient);
      assertThat(world.recordersStarted()).isEqualTo(1);
    }

    @Test
    void whose_connection_is_in_trouble_keeps_the_stretch() {
      FakeEndpoint endpoint = patient.sends(1);
      patient.flows(endpoint, VIDEO, false, 2);
      patient.flows(endpoint, AUDIO, false, 2);
      world.pass(Duration.ofSeconds(10), doctor, patient);
      assertThat(world.recordersStarted()).isEqualTo(1);
    }

    @Test
    void who_mutes_themselves_keeps_the_stretch() {
      patient.sends(1);
      patient.says(new ClientMessage.Devices(false, false));
      world.pass(Duration.ofSeconds(3), doctor, patient);
      assertThat(world.recordersStarted()).isEqualTo(1);
    }

    @Test
    void whose_recording_fails_gets_a_new_one_at_once_when_the_doctor_asks() {
      patient.sends(1);
      doctor.says(new ClientMessage.RestartRecording(Picture.camera(patient.seat())));
      assertThat(world.media.asked)
          .endsWith("stop r1", "recorder r2 of e1 AUDIO_AND_VIDEO", "record r2");
      assertThat(world.recordings.ended).containsExactly("restarted-by-hand");
      assertThat(world.trail).endsWith("done room.restart-recording by Dr Lind");
    }

    @Test
    void cannot_begin_it_anew_themselves() {
      patient.sends(1);
      patient.says(new ClientMessage.RestartRecording(Picture.camera(patient.seat())));
      assertThat(world.media.asked).doesNotContain("stop r1");
      assertThat(world.trail).endsWith("refused room.restart-recording to Ada");
    }

    @Test
    void is_recorded_on_while_the_database_is_away() {
      patient.sends(1);
      world.consents.away = true;
      world.pass(Duration.ofSeconds(7), doctor, patient);
      assertThat(world.media.asked).doesNotContain("stop r1");
    }

    @Test
    void says_why_each_stretch_ended() {
      patient.sends(1);
      patient.sends(2);
      world.consents.say(PATIENT.subject(), Provision.DENY);
      world.settle();
      world.consents.say(PATIENT.subject(), Provision.PERMIT);
      world.settle();
      doctor.says(new ClientMessage.End());
      assertThat(world.recordings.ended).containsExactly("reconnected", "withdrawn", "visit-ended");
    }

    @Test
    void gets_a_new_stretch_when_the_old_one_broke() {
      patient.sends(1);
      world.recordings.stored.put(patient.seat(), Duration.ofSeconds(7));
      world.room.recordingEnded(patient.seat(), world.recordings.last);
      world.pass(Duration.ofSeconds(3), doctor, patient);
      assertThat(world.recordersStarted()).isEqualTo(2);
      arrives(Duration.ofSeconds(3), Duration.ZERO);
      world.pass(Duration.ofSeconds(5), doctor, patient);
      assertThat(doctor.line().last(ServerMessage.Pulse.class).recordings())
          .contains(recorded(patient, State.RECORDING, Duration.ofSeconds(10)));
    }

    @Test
    void who_withdraws_is_stopped_before_anything_else_happens() {
      patient.sends(1);
      doctor.saysLater(new ClientMessage.Devices(false, false));
      world.consents.say(PATIENT.subject(), Provision.DENY);
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
      world.consents.answers.put(PATIENT.subject(), Provision.DENY);
      world.pass(Duration.ofSeconds(6), doctor, patient);
      assertThat(world.media.asked).contains("stop r1");
    }

    @Test
    void who_changes_their_mind_is_recorded_again() {
      patient.sends(1);
      world.consents.say(PATIENT.subject(), Provision.DENY);
      world.settle();
      world.consents.say(PATIENT.subject(), Provision.PERMIT);
      world.settle();
      assertThat(world.media.asked).endsWith("recorder r2 of e1 AUDIO_AND_VIDEO", "record r2");
    }
  }

  @Nested
  class A_shared_screen {

    final Meeting meeting = world.meeting();
    final Guest doctor = meeting.doctor();
    final Guest patient = meeting.patient();

    @Test
    void is_recorded_as_a_stretch_of_its_own_and_ends_with_the_sharing() {
      doctor.sends(1);
      FakeEndpoint screen = doctor.shares(2, Guest.VIDEO);
      doctor.flows(screen, VIDEO, true, 5);
      assertThat(world.media.asked).endsWith("recorder r2 of e2 VIDEO_ONLY", "record r2");
      assertThat(patient.sees(doctor).recordings())
          .extracting(r -> r.of().media() + " " + r.state())
          .containsExactly("CAMERA STARTING", "SCREEN STARTING");
      doctor.says(new ClientMessage.Unshare());
      assertThat(world.media.asked).endsWith("stop r2", "close e2");
      assertThat(world.recordings.ended).containsExactly("unshared");
      assertThat(patient.sees(doctor).recordings()).hasSize(1);
    }

    @Test
    void is_recorded_with_the_sound_of_what_is_shared() {
      FakeEndpoint screen = doctor.shares(1, Guest.AUDIO_VIDEO);
      doctor.flows(screen, VIDEO, true, 5);
      doctor.flows(screen, AUDIO, true, 5);
      assertThat(world.media.asked).contains("recorder r1 of e1 AUDIO_AND_VIDEO");
    }

    @Test
    void of_who_declined_is_not_recorded() {
      world.consents.say(DOCTOR.subject(), Provision.DENY);
      FakeEndpoint screen = doctor.shares(1, Guest.VIDEO);
      doctor.flows(screen, VIDEO, true, 5);
      world.pass(Duration.ofSeconds(10), doctor, patient);
      assertThat(world.recordersStarted()).isZero();
    }

    @Test
    void ends_with_the_withdrawal_like_the_camera() {
      doctor.sends(1);
      FakeEndpoint screen = doctor.shares(2, Guest.VIDEO);
      doctor.flows(screen, VIDEO, true, 5);
      doctor.says(new ClientMessage.Withdraw());
      assertThat(world.media.asked).endsWith("stop r1", "stop r2");
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
