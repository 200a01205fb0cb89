package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.consultation.RoomFixture.DOCTOR;
import static org.televisit.consultation.RoomFixture.MOTHER;
import static org.televisit.consultation.RoomFixture.PATIENT;
import static org.televisit.media.MediaKind.AUDIO;
import static org.televisit.media.MediaKind.VIDEO;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.televisit.consent.Provision;
import org.televisit.consent.Purpose;
import org.televisit.consent.RecordingRule;
import org.televisit.consent.SpokenAnswer;
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
      isRecordedFor(Duration.ofSeconds(20), patient);
      arrives(Duration.ofSeconds(200), Duration.ofSeconds(4));
      world.pass(Duration.ofSeconds(1), doctor, patient);
      assertThat(doctor.sees(patient).recordings())
          .containsExactly(recorded(patient, State.STALLED, Duration.ofSeconds(200)));
    }

    @Test
    void gets_a_new_stretch_when_the_old_one_stays_silent() {
      isRecordedFor(Duration.ofSeconds(20), patient);
      arrives(Duration.ofSeconds(200), Duration.ofSeconds(15));
      world.pass(Duration.ofSeconds(4), doctor, patient);
      assertThat(world.media.asked)
          .containsSubsequence("stop r1", "recorder r2 of e1 AUDIO_AND_VIDEO");
    }

    private void isRecordedFor(Duration time, Guest guest) {
      guest.sends(1);
      arrives(Duration.ofSeconds(200), Duration.ZERO);
      world.pass(time, doctor, patient);
    }

    @Test
    void causes_no_alarm_by_a_silence_that_may_end_by_itself() {
      isRecordedFor(Duration.ofSeconds(20), patient);
      arrives(Duration.ofSeconds(200), Duration.ofSeconds(3));
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
      world.pass(Duration.ofSeconds(7), doctor, patient);
      assertThat(doctor.sees(patient).recording().state()).isEqualTo(State.STARTING);
      world.pass(Duration.ofSeconds(1), doctor, patient);
      assertThat(doctor.sees(patient).recording().state()).isEqualTo(State.STALLED);
    }

    @Test
    void whose_picture_ends_goes_on_as_sound() {
      FakeEndpoint endpoint = patient.sends(1);
      patient.flows(endpoint, VIDEO, false, 2);
      assertThat(recordersStarted()).isEqualTo(1);
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
      assertThat(recordersStarted()).isEqualTo(1);
    }

    @Test
    void whose_connection_is_in_trouble_keeps_the_stretch() {
      FakeEndpoint endpoint = patient.sends(1);
      patient.flows(endpoint, VIDEO, false, 2);
      patient.flows(endpoint, AUDIO, false, 2);
      world.pass(Duration.ofSeconds(10), doctor, patient);
      assertThat(recordersStarted()).isEqualTo(1);
    }

    @Test
    void who_mutes_themselves_keeps_the_stretch() {
      patient.sends(1);
      patient.says(new ClientMessage.Devices(false, false));
      world.pass(Duration.ofSeconds(3), doctor, patient);
      assertThat(recordersStarted()).isEqualTo(1);
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
  class A_person_who_declined {

    @Test
    void is_never_recorded_and_everybody_sees_it() {
      world.consents.answers.put(PATIENT.subject(), Provision.DENY);
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
  class A_person_who_withdraws_in_the_room {

    final Meeting meeting = world.meeting();
    final Guest doctor = meeting.doctor();
    final Guest patient = meeting.patient();

    @Test
    void is_stopped_before_all_else_that_waits_and_the_answer_is_kept() {
      patient.sends(1);
      doctor.saysLater(new ClientMessage.Devices(false, false));
      patient.says(new ClientMessage.Withdraw());
      assertThat(doctor.line().received)
          .filteredOn(ServerMessage.RoomState.class::isInstance)
          .extracting(m -> ((ServerMessage.RoomState) m).seats())
          .filteredOn(s -> s.size() == 2)
          .extracting(s -> s.get(0).devices().microphone() + " " + s.get(1).recording().state())
          .containsSubsequence("true STARTING", "true DECLINED", "false DECLINED");
      assertThat(world.consents.answers).containsEntry(PATIENT.subject(), Provision.DENY);
    }

    @Test
    void is_stopped_even_if_the_answer_cannot_be_kept() {
      patient.sends(1);
      world.consents.away = true;
      patient.says(new ClientMessage.Withdraw());
      assertThat(world.media.asked).endsWith("stop r1");
      assertThat(patient.line().last(ServerMessage.Problem.class).code())
          .isEqualTo(ServerMessage.Problem.Code.INTERNAL);
      world.consents.away = false;
      world.pass(Duration.ofSeconds(20), doctor, patient);
      assertThat(world.media.asked).endsWith("stop r1");
    }

    @Test
    void and_agrees_again_is_recorded_again() {
      patient.sends(1);
      patient.says(new ClientMessage.Withdraw());
      world.consents.say(PATIENT.subject(), Provision.PERMIT);
      world.settle();
      assertThat(world.media.asked).endsWith("recorder r2 of e1 AUDIO_AND_VIDEO", "record r2");
    }

    @Test
    void is_not_recorded_on_by_a_media_server_that_does_not_stop() {
      patient.sends(1);
      world.media.hangs = true;
      patient.says(new ClientMessage.Withdraw());
      assertThat(world.media.asked).endsWith("stop r1", "close e1");
      assertThat(patient.room().epoch()).isZero();
      assertThat(doctor.line().last(ServerMessage.Problem.class).code())
          .isEqualTo(ServerMessage.Problem.Code.MEDIA_UNAVAILABLE);
      assertThat(world.consents.answers).containsEntry(PATIENT.subject(), Provision.DENY);
      world.media.hangs = false;
      world.pass(Duration.ofSeconds(3), doctor, patient);
      assertThat(world.media.asked).endsWith("release p1", "open p2");
    }
  }

  @Nested
  class A_spoken_answer {

    final Meeting meeting = world.meeting();
    final Guest doctor = meeting.doctor();
    final Guest patient = meeting.patient();

    private ClientMessage.Witness said(Guest guest, Provision what) {
      return new ClientMessage.Witness(guest.seat(), what, Locale.ENGLISH);
    }

    @Test
    void counts_at_once_when_the_doctor_heard_it() {
      patient.sends(1);
      doctor.says(said(patient, Provision.DENY));
      assertThat(world.media.asked).endsWith("stop r1");
      assertThat(world.consents.spoken)
          .containsExactly(
              new SpokenAnswer(
                  PATIENT.subject(), Purpose.RECORDING, Provision.DENY, Locale.ENGLISH));
    }

    @Test
    void is_not_taken_from_the_patient() {
      patient.says(said(doctor, Provision.PERMIT));
      assertThat(world.consents.spoken).isEmpty();
      assertThat(world.trail).endsWith("refused room.witness to Ada");
    }

    @Test
    void is_nobodys_own() {
      doctor.says(said(doctor, Provision.PERMIT));
      assertThat(world.consents.spoken).isEmpty();
      assertThat(world.trail).endsWith("refused room.witness to Dr Lind");
    }
  }

  @Nested
  class Where_all_must_agree {

    Guest doctor;
    Guest patient;

    @BeforeEach
    void everybody_is_recorded() {
      world.rules.rule = RecordingRule.ALL_PARTY;
      world.recordings.fills = true;
      Meeting meeting = world.meeting();
      doctor = meeting.doctor();
      patient = meeting.patient();
      doctor.sends(1);
      patient.sends(1);
      assertThat(recordersStarted()).isEqualTo(2);
    }

    @Test
    void one_who_declines_ends_their_own_recording_and_pauses_the_others() {
      world.consents.say(PATIENT.subject(), Provision.DENY);
      world.settle();
      assertThat(world.media.asked).endsWith("stop r2", "pause r1");
      assertThat(patient.sees(doctor).recording().state()).isEqualTo(State.PAUSED);
      assertThat(patient.sees(doctor).recording().permit())
          .isEqualTo(RecordingPermit.ANOTHER_DECLINED);
    }

    @Test
    void a_short_refusal_is_a_pause_in_one_stretch() {
      world.consents.say(PATIENT.subject(), Provision.DENY);
      world.settle();
      world.pass(Duration.ofSeconds(6), doctor, patient);
      world.consents.say(PATIENT.subject(), Provision.PERMIT);
      world.settle();
      assertThat(world.media.asked).contains("resume r1").doesNotContain("stop r1");
    }

    @Test
    void a_long_refusal_ends_the_stretch_and_consent_begins_another() {
      world.consents.say(PATIENT.subject(), Provision.DENY);
      world.settle();
      world.pass(Duration.ofSeconds(12), doctor, patient);
      assertThat(world.media.asked).endsWith("stop r1");
      assertThat(world.recordings.ended).containsExactly("withdrawn", "another-declined");
      assertThat(patient.sees(doctor).recording().state()).isEqualTo(State.PAUSED);
      world.consents.say(PATIENT.subject(), Provision.PERMIT);
      world.settle();
      assertThat(recordersStarted()).isEqualTo(4);
    }

    @Test
    void a_recorder_that_does_not_pause_is_stopped() {
      world.media.neverPauses = true;
      world.consents.say(PATIENT.subject(), Provision.DENY);
      world.settle();
      assertThat(world.media.asked).endsWith("stop r2", "pause r1", "stop r1");
    }

    @Test
    void a_recorder_that_says_it_pauses_and_still_sends_is_stopped() {
      world.consents.say(PATIENT.subject(), Provision.DENY);
      world.settle();
      world.recordings.progress.replaceAll(
          (id, p) -> new RecordingProgress(p.stored(), Duration.ZERO, p.bytes()));
      world.pass(Duration.ofSeconds(2), doctor, patient);
      assertThat(world.media.asked).endsWith("stop r1");
    }

    @Test
    void who_comes_late_and_has_not_agreed_is_let_in_only_when_the_recorders_rest() {
      Guest mother = world.enters(MOTHER);
      assertThat(world.media.asked).doesNotContain("pause r1", "pause r2");
      doctor.says(new ClientMessage.Admit(mother.seat()));
      mother.sends(1);
      assertThat(world.trail).contains("done room.admit by Dr Lind");
      assertThat(world.media.asked).containsSubsequence("pause r1", "pause r2", "endpoint e3");
      assertThat(world.askedAtLast("room.admit")).contains("pause r1", "pause r2");
    }

    @Test
    void who_comes_late_and_has_agreed_disturbs_nobody() {
      world.consents.answers.put(MOTHER.subject(), Provision.PERMIT);
      Guest mother = world.enters(MOTHER);
      doctor.says(new ClientMessage.Admit(mother.seat()));
      mother.sends(1);
      assertThat(world.media.asked).doesNotContain("pause r1", "pause r2");
      assertThat(recordersStarted()).isEqualTo(3);
    }

    @Test
    void who_comes_back_on_another_page_after_a_refusal_finds_the_recorders_at_rest() {
      patient.says(new ClientMessage.Leave());
      world.consents.answers.put(PATIENT.subject(), Provision.DENY);
      Guest again = world.enters(PATIENT);
      assertThat(again.line().received.get(0)).isInstanceOf(ServerMessage.Welcome.class);
      assertThat(world.media.asked).contains("pause r1");
    }

    @Test
    void when_who_declined_leaves_the_others_go_on() {
      world.consents.say(PATIENT.subject(), Provision.DENY);
      world.settle();
      patient.says(new ClientMessage.Leave());
      world.pass(Duration.ofSeconds(6), doctor);
      assertThat(world.media.asked).contains("resume r1");
    }

    @Test
    void nothing_is_recorded_once_the_law_forbids_it() {
      world.rules.rule = RecordingRule.PROHIBITED;
      world.room.ruleChanged();
      world.settle();
      assertThat(world.media.asked).contains("stop r1", "stop r2");
      assertThat(world.recordings.ended).containsExactly("prohibited", "prohibited");
      assertThat(patient.sees(doctor).recording().state()).isEqualTo(State.OFF);
      assertThat(patient.sees(doctor).recording().permit()).isEqualTo(RecordingPermit.PROHIBITED);
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
      assertThat(recordersStarted()).isZero();
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
