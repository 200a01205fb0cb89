package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.media.MediaKind.AUDIO;
import static org.televisit.media.MediaKind.VIDEO;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OfferedMediaTest {

  @Test
  void sound_and_picture_that_are_sent() {
    assertThat(OfferedMedia.of("v=0\r\nm=audio 9 X 111\r\na=sendonly\r\nm=video 9 X 96\r\n"))
        .containsExactlyInAnyOrder(AUDIO, VIDEO);
  }

  @Test
  void not_what_is_only_received_or_inactive() {
    assertThat(OfferedMedia.of("v=0\nm=audio 9 X 111\na=recvonly\nm=video 9 X 96\na=inactive\n"))
        .isEmpty();
  }

  @Test
  void not_what_is_rejected() {
    assertThat(OfferedMedia.of("v=0\nm=audio 9 X 111\nm=video 0 X 96\n")).containsExactly(AUDIO);
  }

  @Test
  void not_data() {
    assertThat(OfferedMedia.of("m=application 9 UDP/DTLS/SCTP webrtc-datachannel\n")).isEmpty();
  }
}
