package org.televisit.kurento.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.kurento.rtp.Codec;

/** What our descriptions say and how those of a peer are bounded. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DescriptionTest {

  private static final long MEGABYTE = 1 << 20;

  private final NegotiationTest usual = new NegotiationTest();

  private String offerOfOurs() {
    return usual.local.write(
        LocalDescription.proposal(Direction.SENDRECV, Direction.SENDRECV),
        "actpass",
        ReceiveLimits.NONE,
        List.of());
  }

  private static NegotiatedSection.Track answeredVideo(String answer) throws SdpFormatException {
    return Negotiation.withAnswer(SessionDescription.parse(answer)).track("video").orElseThrow();
  }

  @Test
  void Our_offer_has_all_codecs_that_are_forwarded() {
    assertThat(offerOfOurs().lines())
        .contains(
            "m=audio 9 UDP/TLS/RTP/SAVPF 111 0 8",
            "m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 99 102 103",
            "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:98 VP9/90000",
            "a=rtpmap:102 H264/90000",
            "a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
            "a=fmtp:103 apt=102",
            "a=rtcp-fb:102 nack pli");
    for (Codec codec : Codec.values()) {
      assertThat(offerOfOurs()).contains(" " + codec.rtpmap() + "\r\n");
    }
  }

  @Test
  void In_an_answer_the_codec_of_the_peer_counts_and_not_ours() throws Exception {
    String answer = offerOfOurs().replace("SAVPF 96 97 98 99 102 103", "SAVPF 102 103 96 97");
    assertThat(answeredVideo(answer).codec()).isEqualTo(Codec.H264);
    assertThat(answeredVideo(answer).rtxType()).isEqualTo(103);
    assertThat(NegotiationTest.video(answer).codec()).isEqualTo(Codec.VP8);
  }

  @ParameterizedTest
  @CsvSource({
    "b=AS:300, 300",
    "b=TIAS:250000, 250",
    "b=TIAS:999, 1",
    "b=AS:0, 0",
    "b=AS:99999999999, 2147483647",
    "b=CT:7, 0",
    "b=AS:many, 0",
    "b=AS:-1, 0"
  })
  void What_the_peer_takes_at_most_is_read(String line, int kilobits) throws Exception {
    int video = usual.chromium.indexOf("m=video");
    String offer =
        usual.chromium.substring(0, video)
            + usual.chromium.substring(video).replaceFirst("a=", line + "\r\na=");
    assertThat(NegotiationTest.video(offer).maxKilobits()).isEqualTo(kilobits);
    assertThat(NegotiationTest.with(offer).track("audio").orElseThrow().maxKilobits()).isZero();
  }

  @Test
  void The_exact_limit_of_the_peer_goes_before_the_rough_one() throws Exception {
    String offer = usual.chromium.replaceAll("a=mid:1", "b=TIAS:500000\r\nb=AS:700\r\na=mid:1");
    assertThat(NegotiationTest.video(offer).maxKilobits()).isEqualTo(500);
  }

  @Test
  void What_we_take_at_most_is_written_where_we_receive_and_nowhere_else() throws Exception {
    ReceiveLimits limits = new ReceiveLimits(40, 800);
    for (String direction : List.of("sendrecv", "recvonly")) {
      String offer = usual.chromium.replace("a=sendrecv", "a=" + direction);
      List<String> answer =
          usual
              .local
              .write(NegotiationTest.with(offer).sections(), "passive", limits, List.of())
              .lines()
              .filter(line -> line.startsWith("b="))
              .toList();
      if (direction.equals("sendrecv")) {
        assertThat(answer).containsExactly("b=AS:40", "b=AS:800");
      } else {
        assertThat(answer).isEmpty();
      }
    }
  }

  @Test
  void An_endpoint_that_only_receives_answers_so_whatever_is_offered() throws Exception {
    Negotiation all = NegotiationTest.with(usual.chromium);
    assertThat(all.within(Direction.RECVONLY).track("video").orElseThrow().direction())
        .isEqualTo(Direction.RECVONLY);
    Negotiation wanted = NegotiationTest.with(usual.chromium.replace("a=sendrecv", "a=recvonly"));
    assertThat(wanted.within(Direction.RECVONLY).track("video").orElseThrow().direction())
        .isEqualTo(Direction.INACTIVE);
    assertThat(wanted.within(Direction.SENDONLY).track("video").orElseThrow().direction())
        .isEqualTo(Direction.SENDONLY);
  }

  @Test
  void More_formats_than_there_are_payload_types_are_refused() throws Exception {
    String many = IntStream.range(0, 129).mapToObj(Integer::toString).collect(joined());
    assertThatThrownBy(
            () -> NegotiationTest.with(usual.chromium.replaceFirst("SAVPF 96", "SAVPF " + many)))
        .isInstanceOf(SdpFormatException.class)
        .hasMessageContaining("too many formats");
    String repeated = "96 ".repeat(10_000).trim();
    assertThat(
            NegotiationTest.video(usual.chromium.replaceFirst("SAVPF 96", "SAVPF " + repeated))
                .codec())
        .isEqualTo(Codec.VP8);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(" ");
  }

  /** 128 formats and 9000 lines that may belong to each, as long as a description may be. */
  @Test
  void The_work_on_a_description_grows_with_its_length_only() throws Exception {
    int video = usual.chromium.indexOf("m=video");
    String formats = IntStream.range(0, 128).mapToObj(Integer::toString).collect(joined());
    String hostile =
        usual.chromium.substring(0, video)
            + usual.chromium.substring(video).replaceFirst("SAVPF [ 0-9]+", "SAVPF " + formats)
            + IntStream.range(0, 9000)
                .mapToObj(i -> "a=rtpmap:" + i % 128 + " x/1\r\n")
                .collect(Collectors.joining());
    assertThat(hostile.length()).isBetween(150_000, 256 * 1024);
    NegotiationTest.video(hostile); // what is loaded once is not counted
    long before = allocated();
    assertThat(NegotiationTest.video(hostile).codec()).isEqualTo(Codec.VP8);
    assertThat(allocated() - before).isLessThan(16 * MEGABYTE);
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
