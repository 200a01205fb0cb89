package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.consultation.RoomFixture.PATIENT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.consent.Provision;
import org.televisit.consultation.RoomFixture.Meeting;
import org.televisit.consultation.SeatRecording.State;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.media.FakeMediaServer.FakeRecorder;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingProgress;

/** The media server records, its upload is open, and nothing comes through any more. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StalledUploadTest {

  private static final Duration SAFE = Duration.ofSeconds(200);

  final RoomFixture world = new RoomFixture();
  final Meeting meeting = world.meeting();
  final Guest doctor = meeting.doctor();
  final Guest patient = meeting.patient();
  RecordingId stalled;

  @BeforeEach
  void is_recorded() {
    patient.sends(1);
    stalled = world.recordings.last;
    arrives(Duration.ZERO);
    passes(20);
  }

  /** What the ingest says of the first stretch. */
  private void arrives(Duration silence) {
    world.recordings.progress.put(stalled, new RecordingProgress(SAFE, silence, 1000, Map.of()));
  }

  private void passes(int seconds) {
    world.pass(Duration.ofSeconds(seconds), doctor, patient);
  }

  private void stalls() {
    arrives(Duration.ofSeconds(8));
    passes(1);
  }

  private FakeRecorder recorder(int number) {
    return world.media.recorders.get(number - 1);
  }

  @Test
  void is_given_up_after_eight_seconds_and_another_one_begins_in_the_same_moment() {
    arrives(Duration.ofMillis(7900));
    passes(1);
    assertThat(world.recordersStarted()).isEqualTo(1);
    stalls();
    assertThat(world.media.asked)
        .endsWith("recorder r2 of e1 AUDIO_AND_VIDEO", "record r2", "stop r1");
    assertThat(recorder(2).intervals.get(0).from()).isEqualTo(recorder(1).intervals.get(0).to());
    assertThat(world.recordings.ended).containsExactly("stalled");
    assertThat(doctor.sees(patient).recording().state()).isEqualTo(State.STARTING);
  }

  @Test
  void of_two_people_is_given_up_for_both_before_anybody_waits_for_a_recorder_to_stop() {
    doctor.sends(1);
    RecordingId other = world.recordings.last;
    passes(1);
    world.busy = true;
    for (RecordingId id : List.of(stalled, other)) {
      world.recordings.progress.put(
          id, new RecordingProgress(SAFE, Duration.ofSeconds(8), 1000, Map.of()));
    }
    passes(8);
    assertThat(world.recordersStarted()).isEqualTo(4);
    assertThat(world.media.asked).doesNotContain("stop r1", "stop r2");
    assertThat(world.recordings.ended).containsExactly("stalled", "stalled");
    world.busy = false;
    world.settle();
    assertThat(world.media.asked).contains("stop r1", "stop r2");
  }

  @Test
  void stores_nothing_more_from_then_on_whatever_its_recorder_does() {
    world.media.hangs = true;
    stalls();
    assertThat(recorder(1).running).isTrue();
    assertThat(recorder(1).isCutOff()).isTrue();
    assertThat(recorder(2).isCutOff()).isFalse();
  }

  @Test
  void whose_recorder_stops_when_it_is_told_again_disturbs_nobody() {
    world.media.hangs = true;
    stalls();
    world.media.hangs = false;
    passes(2);
    assertThat(world.media.asked.stream().filter("stop r1"::equals)).hasSize(2);
    assertThat(recorder(1).running).isFalse();
    assertThat(patient.room().epoch()).isEqualTo(1);
    assertThat(doctor.line().of(Problem.class)).isEmpty();
    assertThat(recorder(2).running).isTrue();
  }

  @Test
  void whose_recorder_never_stops_has_the_media_built_anew() {
    world.media.hangs = true;
    stalls();
    passes(2);
    assertThat(doctor.line().last(Problem.class).code()).isEqualTo(Problem.Code.MEDIA_UNAVAILABLE);
    world.media.hangs = false;
    passes(3);
    assertThat(world.media.asked).endsWith("release p1", "open p2");
    assertThat(recorder(1).running).isFalse();
  }

  @Test
  void of_a_media_server_that_is_gone_has_the_media_built_anew() {
    world.media.goAway();
    stalls();
    assertThat(patient.room().epoch()).isZero();
    world.media.comeBack();
    passes(20);
    assertThat(world.media.asked).containsSubsequence("release p1", "open p2");
  }

  @Test
  void that_is_followed_by_another_one_waits_a_little_longer_each_time() {
    stalls();
    passes(8);
    assertThat(world.recordings.ended).containsExactly("stalled", "stalled");
    assertThat(world.recordersStarted()).isEqualTo(2);
    assertThat(doctor.sees(patient).recording().state()).isEqualTo(State.FAILED);
    passes(3);
    assertThat(world.recordersStarted()).isEqualTo(2);
    passes(1);
    assertThat(world.recordersStarted()).isEqualTo(3);
  }

  @Test
  void is_not_given_up_by_a_machine_that_itself_stood_still() {
    arrives(Duration.ofSeconds(20));
    world.standsStill(Duration.ofSeconds(20));
    arrives(Duration.ZERO);
    passes(2);
    assertThat(world.recordersStarted()).isEqualTo(1);
  }

  @Test
  void that_only_waits_for_a_slow_disk_is_given_more_time() {
    passes(20);
    world.recordings.writing.add(stalled);
    arrives(Duration.ofSeconds(29));
    passes(1);
    assertThat(doctor.sees(patient).recording().state()).isEqualTo(State.STALLED);
    assertThat(world.recordersStarted()).isEqualTo(1);
    arrives(Duration.ofSeconds(30));
    passes(1);
    assertThat(world.recordersStarted()).isEqualTo(2);
  }

  @Test
  void is_begun_anew_by_the_doctor_without_waiting_for_its_recorder() {
    world.media.hangs = true;
    arrives(Duration.ofSeconds(4));
    doctor.says(new ClientMessage.RestartRecording(Picture.camera(patient.seat())));
    assertThat(world.media.asked).endsWith("record r2", "stop r1");
    assertThat(world.recordings.ended).containsExactly("restarted-by-hand");
    assertThat(patient.room().epoch()).isEqualTo(1);
  }

  @Test
  void and_a_withdrawal_do_not_wait_for_each_other() {
    world.busy = true;
    stalls();
    world.consents.say(PATIENT.subject(), Provision.DENY);
    world.settle();
    assertThat(world.media.asked).endsWith("stop r2").doesNotContain("stop r1");
    assertThat(world.recordings.ended).containsExactly("stalled", "withdrawn");
    assertThat(recorder(1).isCutOff()).isTrue();
  }

  @Test
  void of_somebody_who_leaves_is_stopped_before_their_connection_is_released() {
    world.busy = true;
    stalls();
    patient.says(new ClientMessage.Leave());
    assertThat(world.media.asked).containsSubsequence("stop r2", "stop r1", "close e1");
    assertThat(world.media.asked.stream().filter("stop r1"::equals)).hasSize(1);
  }
}
