package org.televisit.kurento.media;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.televisit.kurento.rtp.RtcpMessage;
import org.televisit.kurento.rtp.RtcpReader;
import org.televisit.kurento.transport.BrowserDouble;

/**
 * An engine with short patience for who comes and a long one for who is there, and parties whose
 * browsers are doubles, which check once.
 */
abstract class SessionFixture {

  static final int ALICE_OPUS = 111;
  static final int ALICE_VP8 = 96;
  static final int BOB_OPUS = 109;
  static final int BOB_VP8 = 120;

  MediaEngine engine;
  final List<AutoCloseable> opened = new ArrayList<>();

  SessionFixture() throws Exception {
    engine = engine(Duration.ofSeconds(30));
  }

  private static MediaEngine engine(Duration consent) throws Exception {
    return MediaEngine.start(
        new MediaSettings(
            InetAddress.getLoopbackAddress(), 0, List.of(), 8, 0, Duration.ofMillis(300), consent));
  }

  /** Before anybody comes: who does not check again is gone soon. */
  void consentSoonExpires() throws Exception {
    engine = engine(Duration.ofSeconds(3));
    opened.add(engine);
  }

  @BeforeEach
  void patience() {
    opened.add(engine);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  /** A session, its browser, and what it tells. */
  final class Party implements ListenerInWords {
    final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    final WebRtcSession session = engine.webRtc(this);
    final BrowserDouble browser = new BrowserDouble(engine.address());
    final String answer;

    Party(String direction, int opus, int vp8) throws Exception {
      opened.add(0, browser);
      answer = session.processOffer(browser.offer(direction, opus, vp8));
    }

    Party connected() throws Exception {
      assertThat(browser.check(answer)).isTrue();
      browser.secure(answer);
      browser.secured.get(10, SECONDS);
      await("connection CONNECTED");
      return this;
    }

    void await(String wanted) throws InterruptedException {
      List<String> seen = new ArrayList<>();
      String next = "";
      while (!next.equals(wanted)) {
        next = Optional.ofNullable(news.poll(5, SECONDS)).orElse("nothing more");
        seen.add(next);
        assertThat(next).as("%s in %s", wanted, seen).isNotEqualTo("nothing more");
      }
    }

    byte[] nextRtp() throws InterruptedException {
      return Optional.ofNullable(browser.rtp.poll(5, SECONDS)).orElseThrow();
    }

    <T extends RtcpMessage> T nextRtcp(Class<T> type, Predicate<T> wanted) throws Exception {
      while (true) {
        byte[] packet = Optional.ofNullable(browser.rtcp.poll(5, SECONDS)).orElseThrow();
        for (RtcpMessage message : RtcpReader.read(packet, 0, packet.length)) {
          if (type.isInstance(message) && wanted.test(type.cast(message))) {
            return type.cast(message);
          }
        }
      }
    }

    @Override
    public void told(String what) {
      news.add(what);
    }

    @Override
    public void iceState(int component, IceState state) {
      told("ice " + state);
    }
  }

  Party alice() throws Exception {
    return new Party("sendonly", ALICE_OPUS, ALICE_VP8).connected();
  }

  Party bob() throws Exception {
    return new Party("recvonly", BOB_OPUS, BOB_VP8).connected();
  }

  static void connect(Party from, Party to) {
    from.session.connect(to.session, MediaKind.AUDIO);
    from.session.connect(to.session, MediaKind.VIDEO);
  }

  static byte[] video(int sequence, boolean key) {
    return Rtp.vp8(Rtp.VIDEO_SSRC, ALICE_VP8, sequence, sequence * 3000, key);
  }

  static boolean asksForKeyFrame(byte[] rtcp) {
    return RtcpReader.read(rtcp, 0, rtcp.length).stream()
        .anyMatch(RtcpMessage.KeyFrameRequest.class::isInstance);
  }
}
