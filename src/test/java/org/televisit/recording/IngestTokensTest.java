package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IngestTokensTest {

  final IngestTokens tokens = new IngestTokens();
  final IngestToken token = IngestToken.random();
  final RecordingId id = RecordingId.random();

  @Test
  void open_for_their_recording_once() {
    tokens.issue(token, id);
    assertThat(tokens.isSpent(token)).isFalse();
    assertThat(tokens.spend(token)).isTrue();
    assertThat(tokens.take(token)).contains(id);
    assertThat(tokens.isSpent(token)).isTrue();
    assertThat(tokens.spend(token)).isFalse();
    assertThat(tokens.take(token)).isEmpty();
  }

  @Test
  void no_longer_open_when_the_recording_is_not_wanted_any_more() {
    tokens.issue(token, id);
    tokens.revoke(id);
    assertThat(tokens.take(token)).isEmpty();
  }

  @Test
  void the_oldest_are_forgotten_rather_than_memory_grows() {
    tokens.issue(token, id);
    for (int i = 0; i < 2000; i++) {
      tokens.issue(IngestToken.random(), RecordingId.random());
    }
    assertThat(tokens.take(token)).isEmpty();
  }
}
