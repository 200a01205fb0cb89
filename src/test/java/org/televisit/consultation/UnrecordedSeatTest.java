package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.televisit.consultation.RoomFixture.DOCTOR;
import static org.televisit.consultation.RoomFixture.MOTHER;
import static org.televisit.consultation.RoomFixture.PATIENT;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
import org.televisit.recording.RecordingPermit;
import org.televisit.recording.RecordingProgress;

/** Who is not recorded in a room, or no longer, and what becomes of the others' recordings. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnrecordedSeatTest {

  final RoomFixture world = new RoomFixture();

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
      assertThat(world.recordersStarted()).isZero();
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
                  PATIENT.subject(), Purpose.RECORDING, Provision.DENY, Locale.ENGLISH, Set.of()));
    }

    @Test
    void that_agrees_says_who_could_be_heard() {
      world.consents.answers.put(PATIENT.subject(), Provision.DENY);
      doctor.says(said(patient, Provision.PERMIT));
      assertThat(world.consents.spoken)
          .extracting(SpokenAnswer::provision, SpokenAnswer::audible)
          .containsExactly(tuple(Provision.PERMIT, Set.of(PATIENT.subject(), DOCTOR.subject())));
    }

    @Test
    void that_agrees_does_not_come_from_somebody_who_has_left_or_waits_outside() {
      world.consents.answers.put(PATIENT.subject(), Provision.DENY);
      Guest mother = world.enters(MOTHER);
      patient.says(new ClientMessage.Leave());
      for (Guest absent : List.of(mother, patient)) {
        doctor.says(said(absent, Provision.PERMIT));
        assertThat(doctor.line().last(ServerMessage.Problem.class).code())
            .isEqualTo(ServerMessage.Problem.Code.SPEAKER_ABSENT);
      }
      assertThat(world.consents.spoken).isEmpty();
      assertThat(world.consents.answers).containsEntry(PATIENT.subject(), Provision.DENY);
    }

    @Test
    void that_declines_counts_even_if_they_have_just_gone() {
      patient.says(new ClientMessage.Leave());
      doctor.says(said(patient, Provision.DENY));
      assertThat(world.consents.answers).containsEntry(PATIENT.subject(), Provision.DENY);
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
      assertThat(world.recordersStarted()).isEqualTo(2);
    }

    @Test
    void one_who_declines_ends_all_recordings_at_once() {
      world.consents.say(PATIENT.subject(), Provision.DENY);
      world.settle();
      assertThat(world.media.asked).endsWith("stop r2", "stop r1");
      assertThat(world.recordings.ended).containsExactly("withdrawn", "another-declined");
      assertThat(patient.sees(doctor).recording().state()).isEqualTo(State.PAUSED);
      assertThat(patient.sees(doctor).recording().permit())
          .isEqualTo(RecordingPermit.ANOTHER_DECLINED);
    }

    /** Somebody who has not agreed is let in. */
    private Guest newcomer() {
      Guest mother = world.enters(MOTHER);
      doctor.says(new ClientMessage.Admit(mother.seat()));
      return mother;
    }

    @Test
    void who_comes_late_and_agrees_soon_is_a_pause_in_one_stretch() {
      Guest mother = newcomer();
      assertThat(patient.sees(doctor).recording().state()).isEqualTo(State.PAUSED);
      world.pass(Duration.ofSeconds(6), doctor, patient, mother);
      world.consents.say(MOTHER.subject(), Provision.PERMIT);
      world.settle();
      assertThat(world.media.asked).contains("resume r1").doesNotContain("stop r1");
    }

    @Test
    void who_comes_late_and_does_not_agree_ends_the_stretch_and_consent_begins_another() {
      Guest mother = newcomer();
      world.pass(Duration.ofSeconds(12), doctor, patient, mother);
      assertThat(world.media.asked).endsWith("stop r1", "stop r2");
      assertThat(world.recordings.ended).containsExactly("another-declined", "another-declined");
      assertThat(patient.sees(doctor).recording().state()).isEqualTo(State.PAUSED);
      world.consents.say(MOTHER.subject(), Provision.PERMIT);
      world.settle();
      assertThat(world.recordersStarted()).isEqualTo(4);
    }

    @Test
    void who_comes_late_and_declines_leaves_the_pause_a_pause() {
      world.consents.answers.put(MOTHER.subject(), Provision.DENY);
      Guest mother = newcomer();
      world.pass(Duration.ofSeconds(3), doctor, patient, mother);
      mother.says(new ClientMessage.Leave());
      world.pass(Duration.ofSeconds(5), doctor, patient);
      assertThat(world.media.asked).contains("resume r1").doesNotContain("stop r1");
    }

    @Test
    void a_recorder_that_does_not_pause_is_stopped() {
      world.media.neverPauses = true;
      newcomer();
      assertThat(world.media.asked)
          .containsSubsequence("pause r1", "stop r1", "pause r2", "stop r2");
    }

    @Test
    void a_recorder_that_says_it_pauses_and_still_sends_is_stopped() {
      Guest mother = newcomer();
      world.recordings.progress.replaceAll(
          (id, p) -> new RecordingProgress(p.stored(), Duration.ZERO, p.bytes(), Map.of()));
      world.pass(Duration.ofSeconds(2), doctor, patient, mother);
      assertThat(world.media.asked).endsWith("stop r1", "stop r2");
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
      assertThat(world.recordersStarted()).isEqualTo(3);
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
    void when_who_declined_leaves_the_others_are_recorded_again() {
      world.consents.say(PATIENT.subject(), Provision.DENY);
      world.settle();
      patient.says(new ClientMessage.Leave());
      world.pass(Duration.ofSeconds(6), doctor);
      assertThat(world.media.asked).endsWith("recorder r3 of e1 AUDIO_AND_VIDEO", "record r3");
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
}
