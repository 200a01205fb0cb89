package org.televisit.kurento.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.kurento.rtp.Codec;
import org.televisit.kurento.transport.Fingerprint;
import org.televisit.kurento.transport.IceCredentials;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NegotiationTest {

  static final Fingerprint OURS =
      Fingerprint.parse("sha-256 " + "AB:".repeat(31) + "AB").orElseThrow();
  final LocalDescription local =
      LocalDescription.of(
          new IceCredentials("ours", "0123456789012345678901"), OURS, 100, 200, 201);
  final String chromium = resource("chromium-offer.sdp");
  final String firefox = resource("firefox-offer.sdp");

  static String resource(String name) {
    try (var in = NegotiationTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Negotiation with(String sdp) throws SdpFormatException {
    return Negotiation.with(SessionDescription.parse(sdp));
  }

  String answer(String offer) throws SdpFormatException {
    return local.write(with(offer).sections(), "passive", ReceiveLimits.NONE, List.of());
  }

  static NegotiatedSection.Track video(String offer) throws SdpFormatException {
    return with(offer).track("video").orElseThrow();
  }

  @Test
  void An_offer_of_Chromium_is_answered_with_its_Opus_and_VP8() throws Exception {
    assertThat(with(chromium).track("audio").orElseThrow().payloadType()).isEqualTo(111);
    assertThat(video(chromium).codec()).isEqualTo(Codec.VP8);
    assertThat(video(chromium).payloadType()).isEqualTo(96);
    assertThat(video(chromium).feedback())
        .containsExactlyInAnyOrder("goog-remb", "ccm fir", "nack", "nack pli");
    assertThat(video(chromium).absSendTimeId()).isEqualTo(2);
    assertThat(answer(chromium).lines())
        .contains(
            "a=ice-lite",
            "a=group:BUNDLE 0 1",
            "m=audio 9 UDP/TLS/RTP/SAVPF 111",
            "a=fmtp:111 minptime=10;useinbandfec=1",
            "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
            "a=rtpmap:97 rtx/90000",
            "a=fmtp:97 apt=96",
            "a=ssrc-group:FID 200 201",
            "a=rtcp-mux",
            "a=setup:passive",
            "a=sendrecv",
            "a=mid:1")
        .noneMatch(line -> line.startsWith("a=candidate") || line.contains("transport-cc"));
  }

  @Test
  void An_offer_as_Firefox_writes_it_is_answered_too() throws Exception {
    assertThat(video(firefox).payloadType()).isEqualTo(120);
    assertThat(video(firefox).direction()).isEqualTo(Direction.RECVONLY);
    assertThat(video(firefox).absSendTimeId()).isEqualTo(4);
    assertThat(with(firefox).fingerprint().value()).startsWith("4E:BC");
    assertThat(answer(firefox).lines())
        .contains("m=video 9 UDP/TLS/RTP/SAVPF 120 124", "a=recvonly", "a=group:BUNDLE 0 1")
        .noneMatch(line -> line.startsWith("a=ssrc") || line.startsWith("a=msid:"));
  }

  @Test
  void Each_direction_is_answered_with_its_counterpart() throws Exception {
    for (String[] pair :
        new String[][] {
          {"sendrecv", "SENDRECV"},
          {"sendonly", "RECVONLY"},
          {"recvonly", "SENDONLY"},
          {"inactive", "INACTIVE"}
        }) {
      assertThat(video(chromium.replace("a=sendrecv", "a=" + pair[0])).direction())
          .isEqualTo(Direction.valueOf(pair[1]));
    }
  }

  @Test
  void Transport_wide_feedback_is_for_video_that_only_comes() throws Exception {
    assertThat(answer(chromium.replace("a=sendrecv", "a=sendonly")).lines())
        .contains(
            "a=rtcp-fb:96 transport-cc",
            "a=rtcp-fb:96 goog-remb",
            "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01")
        .doesNotContain("a=rtcp-fb:111 transport-cc");
    assertThat(video(chromium).transportSequenceId()).isZero();
  }

  @Test
  void Telephone_sound_is_taken_where_there_is_no_Opus() throws Exception {
    String old = chromium.replaceAll("opus/48000/2", "XX/48000");
    assertThat(with(old).track("audio").orElseThrow().codec()).isEqualTo(Codec.PCMU);
    String bare = old.replaceAll("a=rtpmap:[08] PCM.*\r\n", "").replace("111 63 9 0 8", "8");
    assertThat(with(bare).track("audio").orElseThrow().codec()).isEqualTo(Codec.PCMA);
    assertThat(answer(bare).lines()).contains("a=rtpmap:8 PCMA/8000");
  }

  @Test
  void An_offer_of_ours_may_want_nothing_back() throws Exception {
    String offer =
        local.write(
            LocalDescription.proposal(Direction.SENDONLY, Direction.SENDRECV),
            "actpass",
            ReceiveLimits.NONE,
            List.of());
    assertThat(with(offer).track("audio").orElseThrow().direction()).isEqualTo(Direction.RECVONLY);
    assertThat(video(offer).direction()).isEqualTo(Direction.SENDRECV);
  }

  @Test
  void A_section_that_we_cannot_use_is_rejected_in_its_place() throws Exception {
    String offer =
        chromium.replace("BUNDLE 0 1", "BUNDLE 0 1 2 3")
            + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n"
            + chromium.substring(chromium.indexOf("m=video")).replace("a=mid:1", "a=mid:3");
    assertThat(with(offer).sections()).hasSize(4);
    assertThat(answer(offer).lines())
        .contains(
            "a=group:BUNDLE 0 1",
            "m=application 0 UDP/DTLS/SCTP webrtc-datachannel",
            "m=video 0 UDP/TLS/RTP/SAVPF 96");
  }

  @Test
  void Of_several_video_sections_the_one_in_use_is_taken() throws Exception {
    String second = chromium.substring(chromium.indexOf("m=video")).replace("a=mid:1", "a=mid:2");
    String offer =
        chromium
                .replace("BUNDLE 0 1", "BUNDLE 0 1 2")
                .replaceFirst("(?s)(m=video.*?)a=sendrecv", "$1a=inactive")
            + second;
    assertThat(with(offer).sections().get(1).track()).isEmpty();
    assertThat(with(offer).sections().get(2).track()).isPresent();
  }

  @Test
  void Without_VP8_the_next_codec_is_taken() throws Exception {
    assertThat(video(chromium.replace("VP8/90000", "XX/90000")).codec()).isEqualTo(Codec.VP9);
    assertThat(
            video(chromium.replace("VP8/90000", "XX/90000").replace("VP9/90000", "YY/90000"))
                .codec())
        .isEqualTo(Codec.H264);
  }

  @Test
  void A_passive_peer_makes_us_active() throws Exception {
    assertThat(with(chromium).weAreActive()).isFalse();
    assertThat(with(chromium.replace("setup:actpass", "setup:active")).weAreActive()).isFalse();
    assertThat(with(chromium.replace("setup:actpass", "setup:passive")).weAreActive()).isTrue();
  }

  @Test
  void Our_own_offer_can_be_agreed_with() throws Exception {
    String offer =
        local.write(
            LocalDescription.proposal(Direction.SENDRECV, Direction.SENDRECV),
            "actpass",
            new ReceiveLimits(40, 800),
            List.of("candidate:x"));
    assertThat(with(offer).track("audio")).isPresent();
    assertThat(video(offer).codec()).isEqualTo(Codec.VP8);
    assertThat(offer.lines())
        .contains("b=AS:40", "b=AS:800", "a=candidate:x", "a=ssrc:200 cname:" + local.cname());
  }

  @Test
  void What_is_no_description_is_refused() {
    for (String text : List.of("", "this is not SDP", "v=0\r\nm=audio\r\n", "v=0\nnonsense")) {
      assertThatThrownBy(() -> with(text)).isInstanceOf(SdpFormatException.class);
    }
    assertThatThrownBy(() -> with("v=0\r\n" + "a=x\r\n".repeat(100_000)))
        .isInstanceOf(SdpFormatException.class);
    assertThatThrownBy(() -> with(chromium.replace("a=fingerprint:sha-256", "a=fingerprint:md5")))
        .hasMessageContaining("fingerprint");
    assertThatThrownBy(() -> with(chromium.replace("a=ice-pwd", "a=no-pwd")))
        .hasMessageContaining("ICE");
  }

  @Test
  void A_mutilated_offer_is_agreed_with_or_refused_but_nothing_else() {
    Random random = new Random(11);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? chromium : firefox);
      for (int change = 0; change < 20; change++) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.setCharAt(at, (char) (random.nextInt(96) + 32));
        } else {
          text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
        }
      }
      try {
        answer(text.toString());
      } catch (SdpFormatException refused) {
        assertThat(refused).hasMessageNotContaining("\n");
      }
    }
  }
}
