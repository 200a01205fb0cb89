package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.media.MediaKind.AUDIO;
import static org.televisit.media.MediaKind.VIDEO;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.consultation.RoomFixture.Meeting;
import org.televisit.consultation.SeatRecording.State;
import org.televisit.media.FakeMediaServer.FakeEndpoint;
import org.televisit.recording.RecordingProgress;

/** Of sound and picture, only one arrives any more. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LostTrackTest {

  private static final Duration SAFE = Duration.ofSeconds(200);

  final RoomFixture world = new RoomFixture();
  final Meeting meeting = world.meeting();
  final Guest doctor = meeting.doctor();
  final Guest patient = meeting.patient();

  private void arrives(Duration soundMissing, Duration pictureMissing) {
    Duration both = soundMissing.compareTo(pictureMissing) < 0 ? soundMissing : pictureMissing;
    world.recordings.progress.put(
        world.recordings.last,
        new RecordingProgress(
            SAFE, both, 1000, Map.of(AUDIO, soundMissing, VIDEO, pictureMissing)));
  }

  private void passes(Duration time) {
    world.pass(time, doctor, patient);
  }

  private FakeEndpoint isRecorded() {
    FakeEndpoint endpoint = patient.sends(1);
    arrives(Duration.ZERO, Duration.ZERO);
    passes(Duration.ofSeconds(20));
    return endpoint;
  }

  private State seen() {
    return doctor.sees(patient).recording().state();
  }

  @Test
  void sound_that_stops_arriving_is_told_by_its_name() {
    isRecorded();
    arrives(Duration.ofSeconds(3), Duration.ZERO);
    passes(Duration.ofSeconds(1));
    assertThat(seen()).isEqualTo(State.NO_SOUND);
    assertThat(doctor.sees(patient).recording().stored()).isEqualTo(SAFE);
    assertThat(doctor.sees(patient).recording().toJson().getString("state")).isEqualTo("no-sound");
  }

  @Test
  void a_picture_that_stops_arriving_is_told_by_its_name() {
    isRecorded();
    arrives(Duration.ZERO, Duration.ofSeconds(3));
    passes(Duration.ofSeconds(1));
    assertThat(seen()).isEqualTo(State.NO_PICTURE);
  }

  @Test
  void it_is_told_beside_the_queue_and_once() {
    isRecorded();
    arrives(Duration.ofSeconds(3), Duration.ZERO);
    int before = doctor.line().of(ServerMessage.Pulse.class).toList().size();
    world.room.look();
    world.room.look();
    assertThat(doctor.line().of(ServerMessage.Pulse.class)).hasSize(before + 1);
    assertThat(doctor.line().last(ServerMessage.Pulse.class).recordings())
        .extracting(SeatRecording::state)
        .containsExactly(State.NO_SOUND);
  }

  @Test
  void that_then_everything_stops_is_told_as_well() {
    isRecorded();
    arrives(Duration.ofSeconds(3), Duration.ZERO);
    world.room.look();
    arrives(Duration.ofSeconds(6), Duration.ofSeconds(3));
    world.room.look();
    assertThat(doctor.line().last(ServerMessage.Pulse.class).recordings())
        .extracting(SeatRecording::state)
        .containsExactly(State.STALLED);
  }

  @Test
  void a_silence_that_may_end_by_itself_is_no_alarm() {
    isRecorded();
    arrives(Duration.ofMillis(2900), Duration.ofMillis(1100));
    passes(Duration.ofSeconds(1));
    assertThat(seen()).isEqualTo(State.RECORDING);
  }

  @Test
  void the_alarm_ends_as_soon_as_it_arrives_again() {
    isRecorded();
    arrives(Duration.ofSeconds(3), Duration.ZERO);
    passes(Duration.ofSeconds(1));
    arrives(Duration.ZERO, Duration.ZERO);
    passes(Duration.ofSeconds(1));
    assertThat(seen()).isEqualTo(State.RECORDING);
  }

  @Test
  void the_half_that_flows_is_recorded_on_until_the_doctor_begins_anew() {
    isRecorded();
    arrives(Duration.ofSeconds(60), Duration.ZERO);
    passes(Duration.ofSeconds(30));
    assertThat(world.recordersStarted()).isEqualTo(1);
    doctor.says(new ClientMessage.RestartRecording(Picture.camera(patient.seat())));
    assertThat(world.media.asked)
        .endsWith("stop r1", "recorder r2 of e1 AUDIO_AND_VIDEO", "record r2");
  }

  @Test
  void a_microphone_that_was_unplugged_is_no_alarm_and_another_stretch() {
    FakeEndpoint endpoint = isRecorded();
    patient.flows(endpoint, AUDIO, false, 2);
    arrives(Duration.ofSeconds(3), Duration.ZERO);
    int before = doctor.line().of(ServerMessage.Pulse.class).toList().size();
    world.room.look();
    assertThat(doctor.line().of(ServerMessage.Pulse.class)).hasSize(before);
    passes(Duration.ofSeconds(1));
    assertThat(world.media.asked).endsWith("stop r1", "recorder r2 of e1 VIDEO_ONLY", "record r2");
  }

  @Test
  void who_sends_no_sound_at_all_is_not_missing_any() {
    FakeEndpoint endpoint = patient.publishes(1, Guest.VIDEO);
    patient.flows(endpoint, VIDEO, true, 1);
    arrives(Duration.ofSeconds(60), Duration.ZERO);
    passes(Duration.ofSeconds(60));
    assertThat(seen()).isEqualTo(State.RECORDING);
  }
}
