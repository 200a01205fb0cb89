package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a viewer of VP9 gets when another source takes the place of the one before. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class Vp9SourceChangeTest {

  private static final int VP9 = 98;

  private final DownlinkDouble downlink = new DownlinkDouble();
  private final List<byte[]> sent = downlink.sent;
  private final OutgoingTrack viewer = new OutgoingTrack(downlink);
  private long now = 1_000_000;

  private static IncomingTrack source() {
    IncomingTrack source = new IncomingTrack(new UplinkDouble());
    source.negotiated(Codec.VP9, VP9);
    return source;
  }

  private void arrives(IncomingTrack source, int ssrc, int number, boolean key, int tl0) {
    byte[] packet =
        ByteBuffer.allocate(24)
            .put((byte) 0x80)
            .put((byte) (0x80 | VP9))
            .putShort((short) number)
            .putInt(number * 3000)
            .putInt(ssrc)
            .put((byte) (key ? 0xac : 0xec)) // picture id, layers, begins and ends
            .putShort((short) (0x8000 | number))
            .put((byte) 0)
            .put((byte) tl0)
            .array();
    source.rtp(RtpPacket.parse(packet, 0, packet.length).orElseThrow(), now);
    now += 33_000;
  }

  private static int payloadAt(byte[] packet) {
    return RtpPacket.parse(packet, 0, packet.length).orElseThrow().payloadOffset();
  }

  private List<Integer> pictureIds() {
    return sent.stream().map(p -> Bytes.u16(p, payloadAt(p) + 1) & 0x7fff).toList();
  }

  private List<Integer> baseLayers() {
    return sent.stream().map(p -> Bytes.u8(p, payloadAt(p) + 4)).toList();
  }

  @Test
  void picture_ids_and_base_layers_go_on() {
    viewer.negotiated(Codec.VP9, 100, 0);
    IncomingTrack first = source();
    IncomingTrack second = source();
    first.attach(viewer);
    arrives(first, 1, 700, true, 250);
    arrives(first, 1, 701, false, 251);
    second.attach(viewer);
    arrives(second, 2, 9, false, 3);
    arrives(second, 2, 10, true, 4);
    arrives(second, 2, 11, false, 5);
    int id = pictureIds().get(0);
    assertThat(pictureIds()).containsExactly(id, id + 1, id + 2, id + 3);
    int layer = baseLayers().get(0);
    assertThat(baseLayers())
        .containsExactly(layer, layer + 1 & 0xff, layer + 2 & 0xff, layer + 3 & 0xff);
  }

  @ParameterizedTest
  @CsvSource({
    "08 00 00 00 00, -1, false, -1", // nothing but the beginning
    "88 01 00 00 00, 1, false, -1", // a picture id of 7 bits
    "88 80 01 00 00, 1, true, -1", // of 15 bits
    "a8 80 01 00 07, 1, true, 4", // layers, not flexible: with TL0PICIDX
    "28 00 07 00 00, -1, false, 2", // without a picture id
    "b8 80 01 00 00, 1, true, -1" // flexible: without
  })
  void each_form_of_the_descriptor_is_understood(
      String descriptor, int pictureIdAt, boolean wide, int tl0At) {
    byte[] data = FrameAssemblerTest.hex(descriptor);
    assertThat(PictureNumbers.of(Codec.VP9, data, 0, data.length))
        .contains(new PictureNumbers(pictureIdAt, wide, tl0At));
    assertThat(PictureNumbers.of(Codec.VP9, data, 0, 1)).isEmpty();
  }
}
