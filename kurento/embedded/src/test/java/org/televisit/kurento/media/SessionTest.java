package org.televisit.kurento.media;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.kurento.rtp.RtcpMessage;
import org.televisit.kurento.rtp.RtcpWriter;
import org.televisit.kurento.rtp.RtpPacket;

/** Sessions over a real socket, with a double that can do what a browser would not. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionTest extends SessionFixture {

  SessionTest() throws Exception {}

  @Test
  void Media_is_forwarded_under_the_receivers_own_numbers() throws Exception {
    Party alice = alice();
    Party bob = bob();
    connect(alice, bob);
    alice.browser.sendRtp(video(65534, true));
    for (int sequence : new int[] {65535, 65536, 65537}) {
      alice.browser.sendRtp(video(sequence, false));
    }
    byte[] first = bob.nextRtp();
    assertThat(Rtp.payloadType(first)).isEqualTo(BOB_VP8);
    assertThat(Integer.toUnsignedString(Rtp.ssrc(first)))
        .isEqualTo(bob.answer.replaceAll("(?s).*m=video.*a=ssrc:(\\d+) .*", "$1"));
    for (int i = 1; i <= 3; i++) {
      byte[] next = bob.nextRtp();
      assertThat(Rtp.sequence(next)).isEqualTo((Rtp.sequence(first) + i) & 0xffff);
      assertThat(Rtp.timestamp(next)).isEqualTo(Rtp.timestamp(first) + i * 3000);
    }
    byte[] sound = Rtp.opus(7, ALICE_OPUS, 1, 960);
    alice.browser.sendRtp(sound);
    byte[] heard = bob.nextRtp();
    assertThat(Rtp.payloadType(heard)).isEqualTo(BOB_OPUS);
    assertThat(RtpPacket.parse(heard, 0, heard.length).orElseThrow().payload())
        .as("with the error correction that is in it")
        .isEqualTo(Arrays.copyOfRange(sound, 12, sound.length));
  }

  @Test
  void Video_begins_with_a_key_frame_that_is_asked_for() throws Exception {
    Party alice = alice();
    alice.browser.sendRtp(video(1, false));
    alice.await("out VIDEO FLOWING");
    Party bob = bob();
    connect(alice, bob);
    alice.browser.sendRtp(video(2, false));
    alice.nextRtcp(RtcpMessage.KeyFrameRequest.class, r -> r.ssrc() == Rtp.VIDEO_SSRC);
    alice.browser.sendRtp(video(3, true));

    byte[] first = bob.nextRtp();
    assertThat(first[first.length - 64 + 16] & 1).as("a key frame").isZero();
    assertThat(bob.browser.rtp).isEmpty();
  }

  @Test
  void What_came_while_the_receiver_shook_hands_is_sent_afterwards() throws Exception {
    Party alice = alice();
    Party bob = new Party("recvonly", BOB_OPUS, BOB_VP8);
    connect(alice, bob);
    assertThat(bob.browser.check(bob.answer)).isTrue();
    bob.await("ice CONNECTED");
    alice.browser.sendRtp(video(1, true));
    alice.browser.sendRtp(video(2, false));
    alice.await("out VIDEO FLOWING");
    bob.browser.secure(bob.answer);

    byte[] first = bob.nextRtp();
    byte[] second = bob.nextRtp();
    assertThat(Rtp.timestamp(second)).as("hurried").isEqualTo(Rtp.timestamp(first) + 90);
    alice.browser.sendRtp(video(3, false));
    assertThat(Rtp.timestamp(bob.nextRtp())).isEqualTo(Rtp.timestamp(second) + 3000);
  }

  @Test
  void A_key_frame_waits_for_a_receiver_that_is_described_and_not_there_yet() throws Exception {
    Party alice = alice();
    Party bob = new Party("recvonly", BOB_OPUS, BOB_VP8);
    connect(alice, bob);
    alice.browser.sendRtp(video(1, false));
    alice.nextRtcp(RtcpMessage.KeyFrameRequest.class, r -> r.ssrc() == Rtp.VIDEO_SSRC);
    alice.browser.sendRtp(video(2, true));
    alice.await("out VIDEO FLOWING");
    bob.connected();

    byte[] first = bob.nextRtp();
    assertThat(first[first.length - 64 + 16] & 1).as("a key frame").isZero();
  }

  @Test
  void A_packet_that_the_receiver_misses_is_repeated_as_it_was() throws Exception {
    Party alice = alice();
    Party bob = bob();
    connect(alice, bob);
    alice.browser.sendRtp(video(1, true));
    byte[] first = bob.nextRtp();
    byte[] sent = Optional.ofNullable(bob.browser.raw.poll(5, SECONDS)).orElseThrow();
    RtcpMessage.Nack nack = new RtcpMessage.Nack(Rtp.ssrc(first), List.of(Rtp.sequence(first)));
    byte[] again;
    do {
      bob.browser.sendRtcp(new RtcpWriter().receiverReport(9, List.of()).nack(9, nack).toBytes());
      again = bob.browser.raw.poll(100, MILLISECONDS);
    } while (again == null || (again[1] & 0x7f) != BOB_VP8);
    assertThat(again).isEqualTo(sent);
  }

  @Test
  void A_packet_that_we_miss_is_asked_for() throws Exception {
    Party alice = alice();
    alice.browser.sendRtp(video(10, true));
    alice.browser.sendRtp(video(13, false));
    RtcpMessage.Nack nack = alice.nextRtcp(RtcpMessage.Nack.class, n -> n.ssrc() == Rtp.VIDEO_SSRC);
    assertThat(nack.sequences()).containsExactly(11, 12);
  }

  @Test
  void The_sender_is_held_to_what_its_receivers_take() throws Exception {
    Party alice = alice();
    Party bob = bob();
    connect(alice, bob);
    alice.browser.sendRtp(video(1, true));
    alice.nextRtcp(RtcpMessage.Remb.class, remb -> remb.bitrate() == 500_000);
    bob.session.setBandwidth(new VideoBandwidth(100, 900, 0, 0));
    alice.nextRtcp(RtcpMessage.Remb.class, remb -> Math.abs(remb.bitrate() - 900_000) < 100);
    bob.browser.sendRtcp(
        new RtcpWriter().receiverReport(9, List.of()).remb(9, 20_000, 8).toBytes());
    alice.nextRtcp(RtcpMessage.Remb.class, remb -> remb.bitrate() == 100_000);
    alice.session.setBandwidth(new VideoBandwidth(0, 0, 300, 0));
    alice.nextRtcp(RtcpMessage.Remb.class, remb -> Math.abs(remb.bitrate() - 300_000) < 100);
  }

  @Test
  void Key_frame_requests_are_passed_on_but_not_multiplied() throws Exception {
    Party alice = alice();
    Party bob = bob();
    connect(alice, bob);
    alice.browser.sendRtp(video(1, true));
    int ssrc = Rtp.ssrc(bob.nextRtp());
    for (int i = 0; i < 50; i++) {
      bob.browser.sendRtcp(
          new RtcpWriter().receiverReport(9, List.of()).keyFrameRequest(9, ssrc).toBytes());
    }
    alice.nextRtcp(RtcpMessage.KeyFrameRequest.class, r -> true);
    alice.nextRtcp(RtcpMessage.KeyFrameRequest.class, r -> true); // the one that came too soon
    alice.browser.sendRtp(video(2, true));
    bob.nextRtp();
    alice.nextRtcp(RtcpMessage.Remb.class, remb -> true);
    assertThat(alice.browser.rtcp).noneMatch(SessionFixture::asksForKeyFrame);
  }

  @Test
  void A_check_with_a_wrong_password_gets_no_answer() throws Exception {
    Party mallory = new Party("sendonly", ALICE_OPUS, ALICE_VP8);
    assertThat(mallory.browser.forgedCheck(mallory.answer)).isFalse();
    assertThat(engine.droppedDatagrams()).isPositive();
    assertThat(mallory.session.iceState()).isEqualTo(IceState.DISCONNECTED);
  }

  @Test
  void A_browser_with_another_certificate_is_not_let_in() throws Exception {
    Party mallory = new Party("sendonly", ALICE_OPUS, ALICE_VP8);
    mallory.browser.check(mallory.answer);
    mallory.browser.secureAsSomebodyElse(mallory.answer);
    mallory.await("dtls FAILED");
    assertThat(mallory.session.connectionState()).isEqualTo(LinkState.DISCONNECTED);
    assertThatThrownBy(() -> mallory.browser.secured.get(5, SECONDS)).isNotNull();
  }

  @Test
  void Noise_from_a_connected_browser_disturbs_nothing() throws Exception {
    Party alice = alice();
    Party bob = bob();
    connect(alice, bob);
    Random random = new Random(5);
    for (int i = 0; i < 5000; i++) {
      byte[] noise = new byte[1 + random.nextInt(200)];
      random.nextBytes(noise);
      alice.browser.send(noise);
    }
    for (int i = 0; i < 500; i++) { // authentic, but nonsense
      byte[] noise = new byte[12 + random.nextInt(100)];
      random.nextBytes(noise);
      noise[0] = (byte) (0x80 | (noise[0] & 0x3f));
      noise[1] = (byte) (i % 2 == 0 ? 200 + i % 8 : ALICE_VP8);
      noise[8] = 0; // few streams
      noise[9] = 0;
      noise[10] = 0;
      noise[11] = (byte) (i % 4);
      if (i % 2 == 0) {
        System.arraycopy(noise, 8, noise, 4, 4);
        alice.browser.sendRtcp(noise);
      }
    }
    assertThat(Rtp.payloadType(firstPicture(alice, bob))).isEqualTo(BOB_VP8);
    assertThat(engine.droppedDatagrams()).isGreaterThan(1000);
  }

  /** A socket that is full of noise may drop what comes then, so that it is sent again. */
  private static byte[] firstPicture(Party from, Party to) throws InterruptedException {
    byte[] picture = null;
    for (int sequence = 1; picture == null && sequence < 200; sequence++) {
      from.browser.sendRtp(video(sequence, true));
      picture = to.browser.rtp.poll(100, MILLISECONDS);
    }
    return Optional.ofNullable(picture).orElseThrow();
  }

  @Test
  void A_browser_that_never_checks_fails_after_its_candidate() throws Exception {
    Party alice = new Party("sendonly", ALICE_OPUS, ALICE_VP8);
    assertThat(alice.session.addIceCandidate("candidate:1 1 UDP 1 10.0.0.1 9 typ host", "a", 0))
        .isTrue();
    assertThat(alice.session.addIceCandidate("candidate:1 1 UDP 1 10.0.0.1 9 typ host", "x", 9))
        .isFalse();
    alice.await("ice FAILED");
  }

  @Test
  void A_browser_that_stops_checking_is_gone_until_it_comes_back() throws Exception {
    consentSoonExpires();
    Party alice = alice();
    alice.await("ice FAILED");
    alice.await("connection DISCONNECTED");
    assertThat(alice.browser.check(alice.answer)).isTrue();
    alice.await("connection CONNECTED");
  }

  @Test
  void Nothing_is_sent_to_a_browser_whose_consent_has_expired() throws Exception {
    consentSoonExpires();
    Party alice = alice();
    Party bob = bob();
    connect(alice, bob);
    alice.browser.sendRtp(video(1, true));
    bob.nextRtp();
    bob.await("ice FAILED");
    bob.browser.rtp.clear();
    alice.browser.sendRtp(video(2, false));
    alice.await("out VIDEO FLOWING");
    assertThat(bob.browser.rtp.poll(300, MILLISECONDS)).isNull();
    bob.browser.check(bob.answer);
    bob.await("connection CONNECTED");
    alice.browser.sendRtp(video(3, true));
    assertThat(Rtp.payloadType(bob.nextRtp())).isEqualTo(BOB_VP8);
  }

  @Test
  void Statistics_tell_what_was_received_lost_and_sent() throws Exception {
    Party alice = alice();
    Party bob = bob();
    connect(alice, bob);
    assertThat(bob.session.statistics(EnumSet.allOf(MediaKind.class)).get(5, SECONDS)).isEmpty();
    alice.browser.sendRtp(video(1, true));
    alice.browser.sendRtp(video(3, false));
    bob.nextRtp();
    bob.nextRtp();
    alice.nextRtcp(RtcpMessage.Nack.class, nack -> nack.sequences().contains(2));

    SessionStatistics in = only(alice);
    assertThat(in.inbound()).isTrue();
    assertThat(in.stream().ssrc()).isEqualTo(Rtp.VIDEO_SSRC);
    assertThat(in.stream().packets()).isEqualTo(2);
    assertThat(in.stream().lost()).isEqualTo(1);
    assertThat(in.stream().feedback().nacks()).isPositive();
    SessionStatistics out = only(bob);
    assertThat(out.inbound()).isFalse();
    assertThat(out.stream().packets()).isEqualTo(2);
    assertThat(out.stream().octets()).isEqualTo(in.stream().octets());
  }

  private static SessionStatistics only(Party party) throws Exception {
    List<SessionStatistics> all =
        party.session.statistics(EnumSet.of(MediaKind.VIDEO)).get(5, SECONDS);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void Closing_tells_the_browser_and_nobody_else() throws Exception {
    Party alice = alice();
    alice.session.close();
    alice.browser.serverClosed.get(5, SECONDS);
    alice.news.clear();
    assertThat(alice.browser.forgedCheck(alice.answer)).isFalse();
    assertThat(alice.news).isEmpty();
    assertThat(alice.session.dtlsState()).isEqualTo(DtlsState.CLOSED);
    assertThatThrownBy(() -> alice.session.processOffer("v=0"))
        .isInstanceOfSatisfying(
            SdpException.class, e -> assertThat(e.reason()).isEqualTo(SdpException.Reason.CLOSED));
  }

  @Test
  void Flow_is_told_when_it_begins_and_ends() throws Exception {
    Party alice = alice();
    Party bob = bob();
    connect(alice, bob);
    alice.browser.sendRtp(video(1, true));
    alice.await("out VIDEO FLOWING");
    bob.await("in VIDEO FLOWING");
    alice.await("out VIDEO NOT_FLOWING");
    bob.await("in VIDEO NOT_FLOWING");
  }

  @Test
  void There_are_no_more_sessions_than_allowed() {
    for (int i = 0; i < 8; i++) {
      engine.webRtc(new WebRtcListener() {});
    }
    assertThatIllegalStateException().isThrownBy(() -> engine.webRtc(new WebRtcListener() {}));
  }

  @Test
  void A_replaced_source_goes_on_without_a_gap() throws Exception {
    Party alice = alice();
    Party carol = alice();
    Party bob = bob();
    connect(alice, bob);
    alice.browser.sendRtp(video(500, true));
    byte[] last = bob.nextRtp();
    connect(carol, bob);
    carol.browser.sendRtp(Rtp.vp8(77, ALICE_VP8, 9000, 1, false));
    carol.browser.sendRtp(Rtp.vp8(77, ALICE_VP8, 9001, 3001, true));
    alice.browser.sendRtp(video(501, false));
    byte[] next = bob.nextRtp();
    assertThat(Rtp.sequence(next)).isEqualTo((Rtp.sequence(last) + 1) & 0xffff);
    assertThat(Rtp.timestamp(next) - Rtp.timestamp(last)).isBetween(1, 90_000 * 10);
    assertThat(Rtp.ssrc(next)).isEqualTo(Rtp.ssrc(last));
    assertThat(bob.browser.rtp.poll(200, MILLISECONDS)).as("the old source").isNull();
  }
}
