package org.televisit.kurento.media;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.televisit.kurento.rtp.RtcpMessage;
import org.televisit.kurento.rtp.RtcpReader;
import org.televisit.kurento.transport.BrowserDouble;

/** What a viewer's description says that it takes is what its source is asked for. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PeerBandwidthTest {

  private static final int OPUS = 111;
  private static final int VP8 = 96;

  private MediaEngine engine;
  private BrowserDouble publisher;
  private WebRtcSession published;

  @BeforeEach
  void publish() throws Exception {
    engine = MediaEngine.start(MediaSettings.on(InetAddress.getLoopbackAddress()));
    publisher = new BrowserDouble(engine.address());
    published = engine.webRtc(new CallServer.Diary());
    String answer = published.processOffer(publisher.offer("sendonly", OPUS, VP8));
    assertThat(publisher.check(answer)).isTrue();
    publisher.secure(answer);
    publisher.secured.get(10, SECONDS);
    publisher.sendRtp(Rtp.vp8(Rtp.VIDEO_SSRC, VP8, 1, 90, true));
  }

  @AfterEach
  void stop() {
    publisher.close();
    engine.close();
  }

  private WebRtcSession viewer(String bandwidth) throws Exception {
    try (BrowserDouble browser = new BrowserDouble(engine.address())) {
      WebRtcSession viewer = engine.webRtc(new CallServer.Diary());
      viewer.setBandwidth(new VideoBandwidth(100, 900, 0, 0));
      viewer.processOffer(
          browser.offer("recvonly", OPUS, VP8).replace("a=mid:v", bandwidth + "\na=mid:v"));
      published.connect(viewer, MediaKind.VIDEO);
      return viewer;
    }
  }

  private void awaitAskedFor(long bitrate) throws InterruptedException {
    long asked = -1;
    while (Math.abs(asked - bitrate) >= 100) {
      byte[] packet = Optional.ofNullable(publisher.rtcp.poll(20, SECONDS)).orElseThrow();
      for (RtcpMessage message : RtcpReader.read(packet, 0, packet.length)) {
        asked = message instanceof RtcpMessage.Remb remb ? remb.bitrate() : asked;
      }
    }
  }

  @Test
  void it_counts_where_it_is_less_than_our_limit() throws Exception {
    viewer("b=TIAS:250000");
    awaitAskedFor(250_000);
  }

  @Test
  void it_does_not_count_where_it_is_more() throws Exception {
    WebRtcSession viewer = viewer("b=AS:2000");
    awaitAskedFor(900_000);
    viewer.setBandwidth(new VideoBandwidth(100, 0, 0, 0));
    awaitAskedFor(2_000_000);
  }

  @Test
  void it_goes_before_what_is_sent_at_least() throws Exception {
    viewer("b=AS:60");
    awaitAskedFor(60_000);
  }

  @Test
  void nobody_is_asked_for_less_than_makes_a_picture() throws Exception {
    viewer("b=AS:5");
    awaitAskedFor(30_000);
  }
}
