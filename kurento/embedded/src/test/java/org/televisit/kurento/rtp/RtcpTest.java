package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RtcpTest {

  static List<RtcpMessage> read(byte[] data) {
    return RtcpReader.read(data, 0, data.length);
  }

  @Test
  void What_is_written_can_be_read() {
    var report = new RtcpMessage.SenderReport(1, 0x0102030405060708L, -5, 6, 7);
    var block = new RtcpMessage.ReportBlock(9, 128, 3, 70000, 4, 5, 6);
    var nack = new RtcpMessage.Nack(9, List.of(65535, 0, 17));
    byte[] data =
        new RtcpWriter()
            .senderReport(report, List.of(block))
            .cname(1, "somebody")
            .nack(1, nack)
            .keyFrameRequest(1, 9)
            .remb(1, 1_000_000, 9)
            .bye(1)
            .toBytes();
    assertThat(data.length % 4).isZero();
    assertThat(read(data))
        .containsExactly(
            report,
            block,
            nack,
            new RtcpMessage.KeyFrameRequest(9),
            new RtcpMessage.Remb(1_000_000, List.of(9)),
            new RtcpMessage.Bye(1));
  }

  @Test
  void A_nack_mask_names_the_packets_behind_the_first() {
    byte[] data = HexFormat.of().parseHex("81cd0003" + "00000001" + "00000002" + "fffe8005");
    assertThat(read(data)).containsExactly(new RtcpMessage.Nack(2, List.of(65534, 65535, 1, 14)));
  }

  @Test
  void A_full_intra_request_names_its_stream_in_the_entry() {
    byte[] data =
        HexFormat.of().parseHex("84ce0004" + "00000001" + "00000000" + "00000007" + "01000000");
    assertThat(read(data)).containsExactly(new RtcpMessage.KeyFrameRequest(7));
  }

  @Test
  void Large_rates_are_rounded_down_a_little() {
    for (long rate : new long[] {1, 262_143, 262_144, 500_000, 7_654_321, 100_000_000_000L}) {
      byte[] data = new RtcpWriter().remb(1, rate, 2).toBytes();
      long read = ((RtcpMessage.Remb) read(data).get(0)).bitrate();
      assertThat(read).isBetween((long) (rate * 0.9999), rate);
    }
  }

  @Test
  void A_packet_that_does_not_fit_ends_the_reading() {
    byte[] data =
        HexFormat.of().parseHex("81ce0002" + "00000001" + "00000002" + "80c8ffff00000001");
    assertThat(read(data)).containsExactly(new RtcpMessage.KeyFrameRequest(2));
  }
}
