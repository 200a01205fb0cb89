package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.televisit.consultation.RoomFixture.GRACE;
import static org.televisit.consultation.RoomFixture.MOTHER;
import static org.televisit.consultation.RoomFixture.PATIENT;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.televisit.consent.Provision;
import org.televisit.consent.RecordingRule;
import org.televisit.consultation.RoomFixture.Meeting;
import org.televisit.consultation.SeatRecording.State;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.consultation.ServerMessage.Withdrawn;
import org.televisit.recording.RecordingPermit;

/** Somebody does not want to be recorded any more, and something does not work meanwhile. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WithdrawalTest {

  final RoomFixture world = new RoomFixture();
  final Meeting meeting = world.meeting();
  final Guest doctor = meeting.doctor();
  final Guest patient = meeting.patient();

  /** Recorders of which something is being kept. */
  private List<String> kept() {
    return world.media.recorders.stream()
        .filter(r -> r.intervals.stream().anyMatch(i -> i.to() == null))
        .map(Object::toString)
        .toList();
  }

  private static List<Boolean> told(Guest guest) {
    return guest.line().of(Withdrawn.class).map(Withdrawn::stored).toList();
  }

  @Nested
  class Before_the_room_has_time_for_it {

    @Test
    void nothing_more_of_them_is_kept() {
      patient.sends(1);
      doctor.sends(1);
      patient.saysLater(new ClientMessage.Withdraw());
      assertThat(kept()).containsExactly("r2");
      assertThat(world.media.asked).doesNotContain("stop r1");
    }

    @Test
    void nothing_more_of_anybody_is_kept_where_all_must_agree() {
      world.rules.rule = RecordingRule.ALL_PARTY;
      world.room.ruleChanged();
      patient.sends(1);
      doctor.sends(1);
      patient.saysLater(new ClientMessage.Withdraw());
      assertThat(kept()).isEmpty();
    }

    @Test
    void everybody_is_told() {
      patient.sends(1);
      patient.saysLater(new ClientMessage.Withdraw());
      assertThat(doctor.line().last(ServerMessage.Pulse.class).recordings())
          .extracting(SeatRecording::of, SeatRecording::state, SeatRecording::permit)
          .containsExactly(
              tuple(Picture.camera(patient.seat()), State.DECLINED, RecordingPermit.DECLINED));
    }

    @Test
    void an_answer_on_another_page_counts_as_well() {
      patient.sends(1);
      world.consents.say(PATIENT.subject(), Provision.DENY);
      assertThat(kept()).isEmpty();
    }

    @Test
    void a_no_that_the_doctor_heard_counts_as_well() {
      patient.sends(1);
      doctor.saysLater(new ClientMessage.Witness(patient.seat(), Provision.DENY, Locale.ENGLISH));
      assertThat(kept()).isEmpty();
    }

    @Test
    void a_no_that_somebody_else_claims_to_have_heard_does_not() {
      doctor.sends(1);
      patient.says(new ClientMessage.Witness(doctor.seat(), Provision.DENY, Locale.ENGLISH));
      assertThat(kept()).containsExactly("r1");
      assertThat(world.trail).endsWith("refused room.witness to Ada");
    }

    @Test
    void who_represents_the_patient_speaks_for_both() {
      world.standIns.add(MOTHER.subject());
      world.consents.answers.put(MOTHER.subject(), Provision.PERMIT);
      Guest mother = world.enters(MOTHER);
      doctor.says(new ClientMessage.Admit(mother.seat()));
      patient.sends(1);
      mother.sends(1);
      mother.saysLater(new ClientMessage.Withdraw());
      assertThat(kept()).isEmpty();
    }

    @Test
    void a_stretch_that_is_just_beginning_is_ended_as_well() {
      world.media.watch =
          what -> {
            if (what.equals("record r1")) {
              patient.saysLater(new ClientMessage.Withdraw());
            }
          };
      patient.sends(1);
      assertThat(world.media.recorders).hasSize(1);
      assertThat(world.media.recorders.get(0).intervals).allMatch(i -> i.from().equals(i.to()));
      assertThat(world.media.asked).endsWith("record r1", "stop r1");
    }
  }

  @Nested
  class While_the_database_is_away {

    @Test
    void it_counts_is_kept_on_the_disk_and_is_stored_when_that_is_back() {
      patient.sends(1);
      world.consents.away = true;
      patient.says(new ClientMessage.Withdraw());
      world.pass(Duration.ofSeconds(20), doctor, patient);
      assertThat(world.media.asked).endsWith("stop r1");
      assertThat(told(patient)).contains(false).doesNotContain(true);
      assertThat(world.notes.kept).hasSize(1);
      world.consents.away = false;
      world.pass(Duration.ofSeconds(16), doctor, patient);
      assertThat(world.consents.answers).containsEntry(PATIENT.subject(), Provision.DENY);
      assertThat(told(patient)).endsWith(true);
      assertThat(world.notes.kept).isEmpty();
      assertThat(kept()).isEmpty();
      assertThat(doctor.line().of(Problem.class)).isEmpty();
    }

    @Test
    void the_room_is_not_forgotten_before_it_is_stored() {
      patient.sends(1);
      world.consents.away = true;
      patient.says(new ClientMessage.Withdraw());
      patient.isCutOff();
      doctor.isCutOff();
      world.pass(GRACE.plusSeconds(30));
      assertThat(world.room.isIdle()).isFalse();
      world.consents.away = false;
      world.pass(Duration.ofSeconds(16));
      assertThat(world.consents.answers).containsEntry(PATIENT.subject(), Provision.DENY);
      assertThat(world.room.isIdle()).isTrue();
    }

    @Test
    void who_comes_back_meanwhile_is_told_again_and_not_recorded() {
      patient.sends(1);
      world.consents.away = true;
      patient.says(new ClientMessage.Withdraw());
      patient.isCutOff();
      Guest again = world.enters(PATIENT);
      assertThat(told(again)).containsExactly(false);
      again.sends(2);
      assertThat(kept()).isEmpty();
      assertThat(world.recordersStarted()).isEqualTo(1);
    }

    @Test
    void a_later_agreement_stands() {
      patient.sends(1);
      world.consents.away = true;
      patient.says(new ClientMessage.Withdraw());
      world.pass(Duration.ofSeconds(3), doctor, patient);
      world.consents.away = false;
      world.consents.answeredAt.put(PATIENT.subject(), world.clock.instant());
      world.consents.say(PATIENT.subject(), Provision.PERMIT);
      world.pass(Duration.ofSeconds(16), doctor, patient);
      assertThat(world.consents.answers).containsEntry(PATIENT.subject(), Provision.PERMIT);
      assertThat(kept()).hasSize(1);
      assertThat(patient.line().last(Withdrawn.class)).isEqualTo(new Withdrawn(false, true));
    }

    @Test
    void a_no_that_the_doctor_heard_is_kept_as_well() {
      patient.sends(1);
      world.consents.away = true;
      doctor.says(new ClientMessage.Witness(patient.seat(), Provision.DENY, Locale.ENGLISH));
      world.pass(Duration.ofSeconds(20), doctor, patient);
      assertThat(kept()).isEmpty();
      assertThat(told(patient)).containsExactly(false);
      world.consents.away = false;
      world.pass(Duration.ofSeconds(16), doctor, patient);
      assertThat(world.consents.spoken).hasSize(1);
      assertThat(told(patient)).containsExactly(false, true);
    }

    @Test
    void saying_it_again_leaves_one_note() {
      world.consents.away = true;
      patient.says(new ClientMessage.Withdraw());
      world.pass(Duration.ofSeconds(1), doctor, patient);
      patient.says(new ClientMessage.Withdraw());
      assertThat(world.notes.kept).hasSize(1);
    }
  }

  @Nested
  class While_the_media_server_hangs {

    @Test
    void nothing_is_kept_of_a_recorder_that_does_not_stop() {
      patient.sends(1);
      world.media.hangs = true;
      patient.saysLater(new ClientMessage.Withdraw());
      assertThat(kept()).isEmpty();
      world.settle();
      assertThat(world.media.asked).endsWith("stop r1", "close e1");
      assertThat(patient.room().epoch()).isZero();
    }

    @Test
    void nothing_is_kept_of_a_recorder_that_runs_although_it_never_said_so() {
      world.media.startsInSilence = true;
      patient.sends(1);
      assertThat(kept()).isEmpty();
      assertThat(world.media.asked).contains("record r1", "stop r1");
      assertThat(doctor.line().last(Problem.class).code())
          .isEqualTo(Problem.Code.MEDIA_UNAVAILABLE);
    }
  }

  /** The patient has agreed by a clock that was fast, as the room knows, and it is put right. */
  private void agreesByAFastClock() {
    world.consents.say(PATIENT.subject(), Provision.PERMIT);
    world.settle();
    patient.sends(1);
    world.stepsBack(Duration.ofMinutes(3));
  }

  @Nested
  class After_the_clock_has_stepped_back {

    @Test
    void it_is_stored_and_counts() {
      agreesByAFastClock();
      patient.says(new ClientMessage.Withdraw());
      world.pass(Duration.ofSeconds(6), doctor, patient);
      assertThat(kept()).isEmpty();
      assertThat(world.consents.answers).containsEntry(PATIENT.subject(), Provision.DENY);
      assertThat(told(patient)).endsWith(true);
    }

    @Test
    void it_is_stored_however_late_that_becomes_possible() {
      agreesByAFastClock();
      world.consents.away = true;
      patient.says(new ClientMessage.Withdraw());
      world.pass(Duration.ofMinutes(4), doctor, patient);
      world.consents.away = false;
      world.pass(Duration.ofSeconds(16), doctor, patient);
      assertThat(world.consents.answers).containsEntry(PATIENT.subject(), Provision.DENY);
      assertThat(kept()).isEmpty();
    }

    @Test
    void storing_it_is_tried_again_within_seconds() {
      world.consents.away = true;
      patient.says(new ClientMessage.Withdraw());
      world.pass(Duration.ofSeconds(20), doctor, patient);
      world.stepsBack(Duration.ofMinutes(3));
      world.consents.away = false;
      world.pass(Duration.ofSeconds(2), doctor, patient);
      assertThat(told(patient)).endsWith(true);
    }

    @Test
    void an_agreement_that_the_doctor_hears_afterwards_counts() {
      world.consents.say(PATIENT.subject(), Provision.DENY);
      world.settle();
      world.stepsBack(Duration.ofMinutes(3));
      doctor.says(new ClientMessage.Witness(patient.seat(), Provision.PERMIT, Locale.ENGLISH));
      assertThat(world.consents.answers).containsEntry(PATIENT.subject(), Provision.PERMIT);
    }
  }

  @Test
  void a_refusal_that_another_node_has_stored_counts_within_five_seconds() {
    patient.sends(1);
    world.consents.answers.put(PATIENT.subject(), Provision.DENY);
    world.pass(Duration.ofSeconds(5), doctor, patient);
    assertThat(kept()).isEmpty();
  }

  @Test
  void who_agrees_again_at_once_is_recorded_in_a_new_stretch() {
    patient.sends(1);
    patient.saysLater(new ClientMessage.Withdraw());
    world.settle();
    world.consents.say(PATIENT.subject(), Provision.PERMIT);
    world.settle();
    assertThat(kept()).containsExactly("r2");
    assertThat(world.recordings.ended).containsExactly("withdrawn");
  }

  @Test
  void a_new_answer_counts_even_if_the_law_cannot_be_read() {
    patient.sends(1);
    world.rules.away = true;
    world.consents.answers.put(PATIENT.subject(), Provision.DENY);
    world.pass(Duration.ofSeconds(5), doctor, patient);
    assertThat(doctor.sees(patient).recording().state()).isEqualTo(State.DECLINED);
    assertThat(Set.copyOf(world.recordings.ended)).containsExactly("withdrawn");
  }
}
