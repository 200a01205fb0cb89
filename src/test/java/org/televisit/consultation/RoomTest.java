package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.consultation.RoomFixture.DOCTOR;
import static org.televisit.consultation.RoomFixture.GRACE;
import static org.televisit.consultation.RoomFixture.MOTHER;
import static org.televisit.consultation.RoomFixture.PATIENT;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.televisit.consultation.RoomFixture.Meeting;
import org.televisit.consultation.SeatView.Here;
import org.televisit.consultation.ServerMessage.Bye;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.media.FakeMediaServer.FakeEndpoint;
import org.televisit.media.IceCandidate;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RoomTest {

  final RoomFixture world = new RoomFixture();

  @Nested
  class The_waiting_room {

    @Test
    void a_patient_arrives_and_waits() {
      Guest patient = world.enters(PATIENT);
      assertThat(patient.room().status()).isEqualTo("arrived");
      assertThat(patient.sees(patient).admitted()).isFalse();
      assertThat(world.appointment).containsExactly("arrived");
      assertThat(world.trail).containsExactly("done room.join by Ada");
    }

    @Test
    void a_doctor_who_is_first_does_not_make_the_patient_arrive() {
      Guest doctor = world.enters(DOCTOR);
      assertThat(doctor.room().status()).isEqualTo("planned");
      assertThat(doctor.sees(doctor).admitted()).isTrue();
      assertThat(world.appointment).isEmpty();
    }

    @Test
    void the_doctor_sees_who_waits_and_the_patient_that_the_doctor_is_there() {
      Guest patient = world.enters(PATIENT);
      Guest doctor = world.enters(DOCTOR);
      assertThat(doctor.sees(patient).presence()).isEqualTo(Here.HERE);
      assertThat(patient.sees(doctor).presence()).isEqualTo(Here.HERE);
    }

    @Test
    void nobody_who_waits_gets_any_media() {
      Guest patient = world.enters(PATIENT);
      patient.says(new ClientMessage.Offer(Picture.camera(patient.seat()), 1, Guest.AUDIO_VIDEO));
      assertThat(patient.line().last(Problem.class))
          .isEqualTo(new Problem(Problem.Code.NOT_ALLOWED));
      assertThat(world.media.asked).isEmpty();
    }

    @Test
    void a_patient_cannot_let_themselves_in() {
      Guest patient = world.enters(PATIENT);
      patient.says(new ClientMessage.Admit(patient.seat()));
      assertThat(patient.room().status()).isEqualTo("arrived");
      assertThat(world.trail).contains("refused room.admit to Ada");
    }

    @Test
    void there_is_nobody_to_let_in_before_the_patient_has_come() {
      Guest doctor = world.enters(DOCTOR);
      doctor.says(new ClientMessage.Admit(doctor.seat()));
      assertThat(doctor.room().status()).isEqualTo("planned");
      assertThat(world.trail).contains("refused room.admit to Dr Lind");
    }
  }

  @Nested
  class The_visit {

    final Meeting meeting = world.meeting();
    final Guest doctor = meeting.doctor();
    final Guest patient = meeting.patient();

    @Test
    void begins_when_the_doctor_lets_the_patient_in() {
      assertThat(patient.room().status()).isEqualTo("in-progress");
      assertThat(patient.sees(patient).admitted()).isTrue();
      assertThat(patient.room().epoch()).isEqualTo(1);
      assertThat(world.media.asked).containsExactly("open p1");
    }

    @Test
    void carries_each_persons_media_to_the_other() {
      patient.publishes(1, Guest.AUDIO_VIDEO);
      doctor.receives(patient, 1);
      assertThat(world.media.asked)
          .containsSubsequence(
              "endpoint e1", "answer e1", "gather e1", "endpoint e2", "feed e1 to e2", "answer e2");
      assertThat(doctor.line().last(ServerMessage.Answer.class))
          .isEqualTo(new ServerMessage.Answer(Picture.camera(patient.seat()), 1, "answer of e2"));
    }

    @Test
    void keeps_candidates_that_come_before_their_offer() {
      patient.candidate(patient.seat(), 1, "early");
      FakeEndpoint endpoint = patient.publishes(1, Guest.AUDIO_VIDEO);
      patient.candidate(patient.seat(), 1, "late");
      assertThat(world.media.asked)
          .containsSubsequence(
              "answer " + endpoint, "candidate early for e1", "candidate late for e1");
    }

    @Test
    void gives_no_candidate_of_an_older_connection_to_a_newer_one() {
      patient.publishes(2, Guest.AUDIO_VIDEO);
      patient.candidate(patient.seat(), 1, "stale");
      assertThat(world.media.asked).noneMatch(s -> s.contains("stale"));
    }

    @Test
    void a_new_offer_replaces_the_endpoint_in_place_and_tells_the_others() {
      patient.sends(1);
      int before = doctor.sees(patient).stream();
      FakeEndpoint second = patient.sends(2);
      assertThat(world.media.asked).containsSubsequence("stop r1", "answer " + second, "close e1");
      assertThat(doctor.sees(patient).stream()).isGreaterThan(before);
    }

    @Test
    void an_offer_that_is_none_is_answered_with_a_problem_and_leaves_nothing_behind() {
      patient.says(new ClientMessage.Offer(Picture.camera(patient.seat()), 1, "nonsense"));
      assertThat(patient.line().last(Problem.class)).isEqualTo(new Problem(Problem.Code.BAD_OFFER));
      assertThat(world.media.asked).endsWith("answer e1", "close e1");
    }

    @Test
    void shows_the_others_who_is_muted() {
      patient.says(new ClientMessage.Devices(false, true));
      assertThat(doctor.sees(patient).devices().microphone()).isFalse();
      assertThat(doctor.sees(patient).devices().camera()).isTrue();
    }

    @Test
    void a_lost_connection_is_a_gap_and_not_a_new_encounter() {
      patient.isCutOff();
      assertThat(doctor.sees(patient).presence()).isEqualTo(Here.AWAY);
      Guest again = world.enters(PATIENT);
      assertThat(again.room().status()).isEqualTo("in-progress");
      assertThat(again.seat()).isEqualTo(patient.seat());
      assertThat(world.encounters.all).hasSize(1);
      assertThat(world.encounters.presences.stream().map(Presence::reason))
          .containsExactly(null, "lost", null);
    }

    @Test
    void the_newest_connection_wins_and_the_older_one_is_told() {
      Guest elsewhere = world.enters(PATIENT);
      assertThat(patient.bye()).isEqualTo(Bye.Reason.REPLACED);
      patient.isCutOff();
      assertThat(doctor.sees(elsewhere).presence()).isEqualTo(Here.HERE);
      assertThat(world.encounters.presences.stream().map(Presence::reason))
          .containsExactly(null, "replaced", null);
    }

    @Test
    void a_page_that_was_loaded_again_counts_its_attempts_from_the_start() {
      patient.sends(7);
      Guest again = world.enters(PATIENT);
      again.candidate(again.seat(), 1, "early");
      again.publishes(1, Guest.AUDIO_VIDEO);
      assertThat(world.media.asked)
          .containsSubsequence("answer e2", "candidate early for e2", "gather e2", "close e1");
    }

    @Test
    void candidates_of_a_replaced_endpoint_reach_nobody() {
      FakeEndpoint old = patient.publishes(1, Guest.AUDIO_VIDEO);
      patient.publishes(2, Guest.AUDIO_VIDEO);
      old.listener.candidate(new IceCandidate("candidate:old", "0", 0));
      world.settle();
      assertThat(patient.line().of(ServerMessage.Candidate.class)).isEmpty();
    }

    @Test
    void who_leaves_is_released_at_once_and_the_visit_goes_on() {
      patient.sends(1);
      doctor.receives(patient, 1);
      patient.says(new ClientMessage.Leave());
      assertThat(world.media.asked).containsSubsequence("stop r1", "close e2", "close e1");
      assertThat(patient.bye()).isEqualTo(Bye.Reason.LEFT);
      assertThat(doctor.sees(patient).presence()).isEqualTo(Here.LEFT);
      assertThat(doctor.room().status()).isEqualTo("in-progress");
      assertThat(world.trail).contains("done room.leave by Ada");
    }

    @Test
    void media_of_a_lost_connection_is_kept_for_a_while() {
      patient.sends(1);
      patient.isCutOff();
      world.pass(GRACE.minusSeconds(1), doctor);
      assertThat(world.media.asked).doesNotContain("close e1");
      world.pass(Duration.ofSeconds(2), doctor);
      assertThat(world.media.asked).containsSubsequence("stop r1", "close e1");
    }

    @Test
    void a_browser_that_answers_no_ping_is_gone() {
      world.pass(Duration.ofSeconds(22), doctor);
      assertThat(patient.line().dropped).isTrue();
      assertThat(patient.line().pings).isPositive();
      assertThat(doctor.sees(patient).presence()).isEqualTo(Here.AWAY);
    }

    @Test
    void a_room_that_is_held_up_shows_all_the_same_that_the_connection_lives() {
      long pulses = patient.line().of(ServerMessage.Pulse.class).count();
      int pings = patient.line().pings;
      world.passHeldUp(Duration.ofSeconds(20)); // by a database, or a media server
      assertThat(patient.line().of(ServerMessage.Pulse.class).count() - pulses).isEqualTo(4);
      assertThat(patient.line().pings - pings).isEqualTo(4);
    }

    @Test
    void with_everybody_gone_the_media_is_released_and_the_visit_is_not_ended() {
      world.recordings.fills = true;
      patient.sends(1);
      patient.isCutOff();
      doctor.isCutOff();
      world.pass(GRACE.plusSeconds(1));
      assertThat(world.media.asked).endsWith("stop r1", "close e1", "close p1");
      assertThat(world.encounters.all.get(0).pipeline()).isNull();
      assertThat(world.encounters.all.get(0).status()).isEqualTo(EncounterStatus.IN_PROGRESS);
      assertThat(world.room.isIdle()).isTrue();
    }

    @Test
    void ends_for_everybody_when_the_doctor_ends_it() {
      patient.sends(1);
      doctor.receives(patient, 1);
      doctor.says(new ClientMessage.End());
      assertThat(world.media.asked).containsSubsequence("stop r1", "close e1", "close p1");
      assertThat(List.of(doctor.bye(), patient.bye()))
          .containsExactly(Bye.Reason.ENDED, Bye.Reason.ENDED);
      assertThat(world.appointment).containsExactly("arrived", "begun", "fulfilled");
      assertThat(world.encounters.all.get(0).status()).isEqualTo(EncounterStatus.FINISHED);
      assertThat(world.encounters.presences.stream().filter(Presence::isOpen)).isEmpty();
      assertThat(world.trail).endsWith("done room.end by Dr Lind");
    }

    @Test
    void cannot_be_ended_by_the_patient() {
      patient.says(new ClientMessage.End());
      assertThat(doctor.room().status()).isEqualTo("in-progress");
      assertThat(world.trail).endsWith("refused room.end to Ada");
    }

    @Test
    void that_is_over_lets_nobody_in_again() {
      doctor.says(new ClientMessage.End());
      assertThat(world.enters(world.newRoom(), PATIENT).bye()).isEqualTo(Bye.Reason.ENDED);
    }

    @Test
    void carries_a_shared_screen_beside_the_camera() {
      patient.sends(1);
      patient.shares(2, Guest.VIDEO);
      assertThat(doctor.sees(patient).screen()).isGreaterThan(doctor.sees(patient).stream());
      doctor.receivesScreen(patient, 1);
      assertThat(world.media.asked).containsSubsequence("answer e2", "feed e2 to e3", "answer e3");
      assertThat(doctor.line().last(ServerMessage.Answer.class).picture())
          .isEqualTo(Picture.screen(patient.seat()));
    }

    @Test
    void takes_a_screen_back_from_everybody_who_receives_it_and_leaves_the_camera() {
      patient.sends(1);
      patient.shares(2, Guest.VIDEO);
      doctor.receivesScreen(patient, 1);
      patient.says(new ClientMessage.Unshare());
      assertThat(world.media.asked).contains("close e3", "close e2").doesNotContain("close e1");
      assertThat(doctor.sees(patient).screen()).isZero();
      assertThat(doctor.sees(patient).stream()).isPositive();
    }

    @Test
    void a_page_that_comes_back_no_longer_shares_its_screen() {
      patient.sends(1);
      patient.shares(2, Guest.VIDEO);
      world.enters(PATIENT);
      assertThat(world.media.asked).contains("close e2").doesNotContain("close e1");
      assertThat(doctor.sees(patient).screen()).isZero();
      assertThat(world.encounters.screens).singleElement().matches(screen -> !screen.isOpen());
    }

    @Test
    void candidates_of_camera_and_screen_do_not_mix() {
      patient.says(
          new ClientMessage.Candidate(
              Picture.screen(patient.seat()), 2, new IceCandidate("of the screen", "0", 0)));
      patient.sends(2);
      patient.shares(2, Guest.VIDEO);
      assertThat(world.media.asked)
          .contains("candidate of the screen for e2")
          .doesNotContain("candidate of the screen for e1");
    }

    @Test
    void a_withdrawn_consent_to_treatment_shows_the_person_out() {
      patient.sends(1);
      world.room.treatmentWithdrawn(PATIENT.subject());
      world.settle();
      assertThat(patient.bye()).isEqualTo(Bye.Reason.CONSENT_MISSING);
      assertThat(world.media.asked).containsSubsequence("stop r1", "close e1");
    }

    @Test
    void a_withdrawn_consent_to_treatment_shows_out_who_came_along_and_not_the_doctor() {
      Guest mother = world.enters(MOTHER);
      world.room.treatmentWithdrawn(PATIENT.subject());
      world.settle();
      assertThat(mother.bye()).isEqualTo(Bye.Reason.CONSENT_MISSING);
      assertThat(doctor.bye()).isNull();
    }

    @Test
    void a_consent_to_treatment_that_was_withdrawn_elsewhere_counts_within_five_seconds() {
      world.consents.untreated.add(PATIENT.subject());
      world.pass(Duration.ofSeconds(5), doctor, patient);
      assertThat(patient.bye()).isEqualTo(Bye.Reason.CONSENT_MISSING);
      assertThat(doctor.bye()).isNull();
    }
  }

  @Nested
  class A_media_server_that_goes_away {

    final Meeting meeting = world.meeting();
    final Guest doctor = meeting.doctor();
    final Guest patient = meeting.patient();

    @Test
    void is_told_to_the_page_and_tried_again() {
      world.media.goAway();
      patient.publishesInVain(1);
      assertThat(patient.line().last(Problem.class))
          .isEqualTo(new Problem(Problem.Code.MEDIA_UNAVAILABLE));
      assertThat(patient.room().epoch()).isZero();
      world.pass(Duration.ofSeconds(5), doctor, patient);
      world.media.comeBack();
      world.pass(Duration.ofSeconds(20), doctor, patient);
      assertThat(patient.room().epoch()).isEqualTo(2);
    }

    @Test
    void has_its_old_pipeline_released_before_there_is_a_new_one() {
      world.media.goAway();
      patient.publishesInVain(1);
      world.media.comeBack();
      world.pass(Duration.ofSeconds(3), doctor, patient);
      assertThat(world.media.asked).endsWith("release p1", "open p2");
    }

    @Test
    void that_restarted_gets_everything_anew() {
      patient.sends(1);
      world.room.mediaRestarted();
      world.settle();
      assertThat(doctor.sees(patient).stream()).isZero();
      assertThat(doctor.room().epoch()).isEqualTo(2);
      patient.sends(2);
      assertThat(world.media.asked).endsWith("recorder r2 of e2 AUDIO_AND_VIDEO", "record r2");
    }
  }

  @Nested
  class A_node_that_died {

    @Test
    void leaves_a_visit_that_its_next_life_picks_up() {
      world.meeting();
      Guest patient = world.enters(world.newRoom(), PATIENT);
      assertThat(patient.room().status()).isEqualTo("in-progress");
      assertThat(patient.sees(patient).admitted()).isTrue();
      assertThat(world.media.asked).containsExactly("open p1", "release p1", "open p2");
      assertThat(world.encounters.all.get(0).pipeline()).isEqualTo("p2");
    }
  }
}
