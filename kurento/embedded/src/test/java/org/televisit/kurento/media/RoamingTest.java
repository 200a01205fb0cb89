package org.televisit.kurento.media;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.kurento.rtp.RtcpWriter;

/** A browser that goes on from another address, or somebody who says that it does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoamingTest extends SessionFixture {

  private static final byte[] REPORT = new RtcpWriter().receiverReport(9, List.of()).toBytes();
  private static final int MEDIA = 128;

  private Party alice;
  private Party bob;
  private DatagramSocket elsewhere;
  private int sequence;

  RoamingTest() throws Exception {}

  @BeforeEach
  void watch() throws Exception {
    alice = alice();
    bob = bob();
    connect(alice, bob);
    elsewhere = new DatagramSocket(0, engine.address().getAddress());
    elsewhere.setSoTimeout(300);
    opened.add(0, elsewhere);
    alice.browser.sendRtp(video(++sequence, true));
    bob.nextRtp();
  }

  /** The next datagram of media at the other address; empty after 300 ms without any. */
  private Optional<byte[]> mediaElsewhere() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    try {
      do {
        elsewhere.receive(packet);
      } while ((packet.getData()[0] & 0xff) < MEDIA);
      return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
    } catch (SocketTimeoutException nothing) {
      return Optional.empty();
    }
  }

  private long pairsTold() {
    return bob.news.stream().filter("pair"::equals).count();
  }

  /** Its check has been answered, and so have all that it sent before. */
  private void settle() throws InterruptedException {
    assertThat(bob.browser.check(bob.answer)).isTrue();
  }

  @Test
  void A_nomination_alone_moves_no_media() throws Exception {
    bob.browser.check(bob.answer, elsewhere);
    alice.browser.sendRtp(video(++sequence, false));
    bob.nextRtp();
    assertThat(mediaElsewhere()).isEmpty();
  }

  @Test
  void Media_follow_a_nomination_and_a_packet_that_only_the_browser_can_make() throws Exception {
    bob.browser.check(bob.answer, elsewhere);
    bob.browser.sendRtcp(REPORT, elsewhere);
    bob.await("pair");
    alice.browser.sendRtp(video(++sequence, false));
    assertThat(mediaElsewhere()).isPresent();
  }

  @Test
  void Nominations_by_turns_are_told_a_few_times_only() throws Exception {
    for (int i = 0; i < 500; i++) {
      bob.browser.check(bob.answer, elsewhere);
      settle();
    }
    assertThat(pairsTold()).isLessThan(3);
  }

  @Test
  void So_they_are_with_the_packets_that_belong_to_them() throws Exception {
    long began = System.nanoTime();
    for (int i = 0; i < 500; i++) {
      bob.browser.check(bob.answer, elsewhere);
      bob.browser.sendRtcp(REPORT, elsewhere);
      settle();
      bob.browser.sendRtcp(REPORT);
    }
    settle();
    long told = pairsTold();
    long seconds = NANOSECONDS.toSeconds(System.nanoTime() - began) + 1;
    assertThat(told).isBetween(2L, 10 + 5 * seconds);
  }
}
