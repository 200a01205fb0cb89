package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
import org.televisit.vault.Fingerprint;
import org.televisit.vault.FinishReason;
import org.televisit.vault.Sealed;

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

  private static Sealed file(Duration duration) {
    Fingerprint fingerprint = new Fingerprint(1000, "0".repeat(64));
    return new Sealed(
        UUID.randomUUID(), fingerprint, duration, 1, 1, true, FinishReason.CRASH, List.of());
  }

  @Test
  void that_failed_for_want_of_room_is_sealed_once_there_is_some() {
    recording.arrive(TEN);
    recording.fail(RecordingFailure.STORAGE, RecordingEnd.STORAGE, TEN.plusSeconds(5));
    assertThat(recording.hasFailedFor(RecordingFailure.STORAGE)).isTrue();
    assertThat(recording.salvage(file(Duration.ofSeconds(4)))).isTrue();
    assertThat(recording.summary().playable()).isTrue();
    assertThat(recording.summary().endedBecause()).isEqualTo("storage");
    assertThat(recording.hasFailedFor(RecordingFailure.STORAGE)).isFalse();
  }

  @Test
  void that_had_no_room_and_holds_nothing_stays_failed() {
    recording.fail(RecordingFailure.STORAGE, RecordingEnd.STORAGE, TEN);
    assertThat(recording.salvage(file(Duration.ZERO))).isFalse();
    assertThat(recording.hasFailedFor(RecordingFailure.NO_MEDIA)).isTrue();
  }

  @Test
  void of_a_dead_node_ended_with_its_last_media() {
    recording.arrive(TEN);
    Instant later = TEN.plusSeconds(600);
    assertThat(recording.lastHeardOf(Duration.ofSeconds(4), List.of(), later))
        .isEqualTo(TEN.plusSeconds(4));
    assertThat(recording.lastHeardOf(Duration.ofHours(4), List.of(), later)).isEqualTo(later);
  }
}
