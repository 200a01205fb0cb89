package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.identity.Role;
import org.televisit.media.Capture;
import org.televisit.scheduling.AppointmentId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingTest {

  static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

  final Recording recording =
      new Recording(
          new RecordedSeat(AppointmentId.random(), UUID.randomUUID(), "sub-p", "Ada", Role.PATIENT),
          new Recording.Stretch(1, Capture.SCREEN),
          IngestToken.random(),
          TEN);

  /** The same table is held against the database. */
  @ParameterizedTest
  @CsvSource({
    "REQUESTED, RECORDING FAILED",
    "RECORDING, PAUSED STOPPING SEALED FAILED",
    "PAUSED, RECORDING STOPPING SEALED FAILED",
    "STOPPING, SEALED FAILED",
    "SEALED, ''",
    "FAILED, ''"
  })
  void moves_only_as_its_life_allows(RecordingState from, String allowed) {
    assertThat(
            Arrays.stream(RecordingState.values())
                .filter(from::leadsTo)
                .map(Enum::name)
                .collect(Collectors.joining(" ")))
        .isEqualTo(allowed);
  }

  @Test
  void pauses_and_goes_on_in_one_stretch() {
    recording.arrive(TEN);
    recording.pause();
    assertThat(recording.state()).isEqualTo(RecordingState.PAUSED);
    recording.resume();
    assertThat(recording.state()).isEqualTo(RecordingState.RECORDING);
  }

  @Test
  void does_not_pause_before_anything_has_arrived() {
    assertThatIllegalStateException().isThrownBy(recording::pause);
  }

  @Test
  void keeps_the_first_reason_of_its_end() {
    recording.arrive(TEN);
    recording.stopping(RecordingEnd.WITHDRAWN);
    recording.fail(RecordingFailure.NO_MEDIA, RecordingEnd.MEDIA_LOST, TEN);
    assertThat(recording.summary().endedBecause()).isEqualTo("withdrawn");
    assertThat(recording.summary().media()).isEqualTo(Capture.SCREEN);
  }

  @Test
  void that_has_failed_never_arrives() {
    recording.fail(RecordingFailure.NOTHING_ARRIVED, RecordingEnd.LEFT, TEN);
    assertThatIllegalStateException().isThrownBy(() -> recording.arrive(TEN));
  }
}
