package org.televisit.kurento.media;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.televisit.kurento.rtp.RtcpMessage;
import org.televisit.kurento.rtp.RtcpWriter;

/** What a viewer leaves behind, and what is told of who comes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GoneViewerTest extends SessionFixture {

  private static final long SLOW = 40_000; // below 30 kbit/s nobody is told to go
  private static final long UNLIMITED = 4_000_000;

  GoneViewerTest() throws Exception {}

  /** Bob sees Alice over a line that takes very little. */
  private void slowly(Party alice, Party bob) throws Exception {
    connect(alice, bob);
    bob.session.setBandwidth(new VideoBandwidth(10, 900, 0, 0));
    alice.browser.sendRtp(video(1, true));
    bob.nextRtp();
    bob.browser.sendRtcp(new RtcpWriter().receiverReport(9, List.of()).remb(9, SLOW, 8).toBytes());
    alice.nextRtcp(RtcpMessage.Remb.class, remb -> remb.bitrate() == SLOW);
  }

  @Test
  void Who_said_goodbye_gets_nothing_more_and_holds_nobody_back() throws Exception {
    Party alice = alice();
    Party bob = bob();
    slowly(alice, bob);
    bob.browser.hangUp();
    bob.await("dtls CLOSED");
    bob.browser.raw.clear();
    alice.browser.sendRtp(video(2, true));
    alice.nextRtcp(RtcpMessage.Remb.class, remb -> Math.abs(remb.bitrate() - UNLIMITED) < 100);
    assertThat(bob.browser.raw.poll(700, MILLISECONDS)).isNull();
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void Who_does_not_agree_any_more_holds_nobody_back() throws Exception {
    consentSoonExpires();
    Party alice = alice();
    Party bob = bob();
    slowly(alice, bob);
    long announced;
    do {
      assertThat(alice.browser.check(alice.answer)).isTrue();
      announced = alice.nextRtcp(RtcpMessage.Remb.class, remb -> true).bitrate();
    } while (Math.abs(announced - UNLIMITED) > 100);
    assertThat(bob.session.iceState()).isEqualTo(IceState.FAILED);
  }

  @Test
  void Media_are_connected_after_all_that_flows_was_told() throws Exception {
    Party alice = alice();
    Party bob = bob();
    connect(alice, bob);
    long began = System.nanoTime();
    alice.browser.sendRtcp(new RtcpWriter().receiverReport(9, List.of()).toBytes());
    alice.browser.sendRtp(Rtp.opus(7, ALICE_OPUS, 1, 960));
    alice.browser.sendRtp(video(1, true));
    List<String> told = new ArrayList<>();
    do {
      told.add(alice.news.take());
    } while (!told.contains("media CONNECTED"));
    assertThat(told)
        .containsSubsequence("out AUDIO FLOWING", "out VIDEO FLOWING", "media CONNECTED");
    assertThat(System.nanoTime() - began).isGreaterThan(MILLISECONDS.toNanos(350));
  }
}
