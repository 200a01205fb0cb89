package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RtpPacketTest {

  static Optional<RtpPacket> parse(String hex) {
    byte[] data = HexFormat.of().parseHex(hex.replace(" ", ""));
    return RtpPacket.parse(data, 0, data.length);
  }

  @Test
  void Header_contributors_extension_and_padding_are_told_apart_from_the_payload() {
    RtpPacket packet =
        parse("b1e0 fffe 00000010 deadbeef 00000001 bede0001 10ff0000 aabbcc 00000004")
            .orElseThrow();
    assertThat(packet.marker()).isTrue();
    assertThat(packet.payloadType()).isEqualTo(96);
    assertThat(packet.sequence()).isEqualTo(65534);
    assertThat(packet.timestamp()).isEqualTo(16);
    assertThat(packet.ssrc()).isEqualTo(0xdeadbeef);
    assertThat(packet.payload()).containsExactly(0xaa, 0xbb, 0xcc);
  }

  @Test
  void A_probe_of_padding_only_has_an_empty_payload() {
    assertThat(parse("a060 0001 00000000 00000001 00000004").orElseThrow().payloadLength())
        .isZero();
  }

  @Test
  void What_does_not_fit_is_no_packet() {
    assertThat(parse("8060 0001 00000000 000000")).as("short header").isEmpty();
    assertThat(parse("4060 0001 00000000 00000001")).as("version 1").isEmpty();
    assertThat(parse("8f60 0001 00000000 00000001")).as("15 contributors").isEmpty();
    assertThat(parse("9060 0001 00000000 00000001 bedeffff")).as("long extension").isEmpty();
    assertThat(parse("a060 0001 00000000 00000001 000000ff")).as("long padding").isEmpty();
  }

  @Test
  void Noise_never_reaches_beyond_the_buffer() {
    Random random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      RtpPacket.parse(noise, 0, noise.length)
          .ifPresent(
              packet -> {
                packet.payload();
                for (Codec codec : Codec.values()) {
                  codec.startsKeyFrame(packet);
                }
                Vp8Descriptor.parse(noise, packet.payloadOffset(), packet.payloadLength());
              });
      RtcpReader.read(noise, 0, noise.length);
    }
  }

  @Test
  void The_VP8_descriptor_is_read_in_all_its_forms() {
    assertThat(vp8("10 00")).contains(new Vp8Descriptor(1, true, true, -1, false, -1));
    assertThat(vp8("10 01")).contains(new Vp8Descriptor(1, true, false, -1, false, -1));
    assertThat(vp8("00 00")).contains(new Vp8Descriptor(1, false, false, -1, false, -1));
    assertThat(vp8("11 00"))
        .as("a later partition")
        .contains(new Vp8Descriptor(1, false, false, -1, false, -1));
    assertThat(vp8("9080 11 00")).contains(new Vp8Descriptor(3, true, true, 2, false, -1));
    assertThat(vp8("90f0 8011 22 33 00")).contains(new Vp8Descriptor(6, true, true, 2, true, 4));
    assertThat(vp8("90f0 8011 22 33")).as("nothing behind it").isEmpty();
    assertThat(vp8("90")).isEmpty();
    assertThat(vp8("")).isEmpty();
  }

  static Optional<Vp8Descriptor> vp8(String hex) {
    byte[] data = HexFormat.of().parseHex(hex.replace(" ", ""));
    return Vp8Descriptor.parse(data, 0, data.length);
  }

  private static RtpPacket packet(String... hex) {
    byte[] data = FrameAssemblerTest.hex(hex);
    return RtpPacket.parse(data, 0, data.length).orElseThrow();
  }

  @Test
  void A_header_extension_is_found_among_others() {
    String header = "90 60 0001 00000001 00000002 bede 0003 ";
    assertThat(packet(header, "22 aabbcc 31 1234 00 40 55 0000 07").extension16(3))
        .isEqualTo(0x1234);
    assertThat(packet(header, "22 aabbcc 31 1234 00 40 55 0000 07").extension16(5)).isEqualTo(-1);
    assertThat(packet(header, "22 aabbcc 22 aabbcc 22 aabb 31 07").extension16(3)).isEqualTo(-1);
    assertThat(packet("80 60 0001 00000001 00000002 07").extension16(3)).isEqualTo(-1);
  }

  @Test
  void A_repetition_holds_the_packet_that_was_lost() {
    RtpPacket original =
        packet("80 e1 0009 00000001 00000002", "abcd 010203").repaired(0x77, 96).orElseThrow();
    assertThat(original.sequence()).isEqualTo(0xabcd);
    assertThat(original.payloadType()).isEqualTo(96);
    assertThat(original.marker()).isTrue();
    assertThat(original.timestamp()).isEqualTo(1);
    assertThat(original.ssrc()).isEqualTo(0x77);
    assertThat(original.payload()).containsExactly(1, 2, 3);
    assertThat(packet("80 61 0009 00000001 00000002").repaired(0x77, 96)).isEmpty();
  }
}
