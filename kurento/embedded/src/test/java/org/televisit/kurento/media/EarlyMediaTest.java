package org.televisit.kurento.media;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.RepeatedTest;

/** A browser sends as soon as its handshake is done; the server's own threads may be later. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EarlyMediaTest extends SessionFixture {

  EarlyMediaTest() throws Exception {}

  @RepeatedTest(40)
  void The_first_packet_after_the_handshake_is_not_lost() throws Exception {
    Party alice = new Party("sendonly", ALICE_OPUS, ALICE_VP8);
    assertThat(alice.browser.check(alice.answer)).isTrue();
    alice.browser.secure(alice.answer);
    alice.browser.secured.get(10, SECONDS);
    alice.browser.sendRtp(Rtp.vp8(Rtp.VIDEO_SSRC, ALICE_VP8, 1, 90, true));
    alice.await("out VIDEO FLOWING");
  }
}
