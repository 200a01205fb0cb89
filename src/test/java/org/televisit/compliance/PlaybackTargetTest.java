package org.televisit.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.televisit.recording.RecordingId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlaybackTargetTest {

  static final String GRANT = "0b9ae6a4-1c1d-4a1f-9d6a-3f6f1d4b2a10";
  static final String RECORDING = "7e0f9f8e-5a53-4f6b-8f0c-2f4cf2b0d911";

  @Test
  void names_a_grant_and_a_recording() {
    assertThat(PlaybackTarget.parse("/" + GRANT + "/" + RECORDING, null))
        .contains(new PlaybackTarget(UUID.fromString(GRANT), RecordingId.parse(RECORDING), ""));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "/",
        "/" + GRANT,
        "/" + GRANT + "/" + RECORDING + "/",
        "/" + GRANT + "/" + RECORDING + ".webm",
        "//" + GRANT + "/" + RECORDING,
        "/" + GRANT + "/../" + RECORDING,
        "/1-2-3-4-5/" + RECORDING,
        "/" + GRANT + "/" + RECORDING + "\n",
      })
  void is_nothing_else(String path) {
    assertThat(PlaybackTarget.parse(path, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<script>", "../..", "0123456789012345678901234567890123456"})
  void takes_no_nonsense_for_the_name_of_an_opening(String opening) {
    assertThat(PlaybackTarget.parse("/" + GRANT + "/" + RECORDING, opening))
        .hasValueSatisfying(target -> assertThat(target.opening()).isEmpty());
  }

  @Test
  void tells_two_openings_of_the_page_apart() {
    assertThat(play("1")).isNotEqualTo(play("2")).isEqualTo(play("1"));
  }

  private static String play(String opening) {
    return PlaybackTarget.parse("/" + GRANT + "/" + RECORDING, opening).orElseThrow().play();
  }
}
