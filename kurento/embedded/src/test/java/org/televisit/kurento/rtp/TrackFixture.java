package org.televisit.kurento.rtp;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A track that comes in and one that goes out, with the time in the test's hand. */
abstract class TrackFixture {

  static final int MILLI = 1000;

  final UplinkDouble publisher = new UplinkDouble();
  final DownlinkDouble receiver = new DownlinkDouble();
  final List<Integer> nacked = publisher.nacked;
  final List<Integer> keyFrameRequests = publisher.keyFrameRequests;
  final List<byte[]> sent = receiver.sent;
  final List<byte[]> repeated = receiver.repeated;
  long now = 1_000_000;
  final IncomingTrack in = new IncomingTrack(publisher);
  final OutgoingTrack out = new OutgoingTrack(receiver);

  @BeforeEach
  void negotiate() {
    in.negotiated(Codec.VP8, 96);
    out.negotiated(Codec.VP8, 120, 3);
    in.attach(out);
  }

  static byte[] vp8(int ssrc, int sequence, int timestamp, boolean key, int pictureId) {
    return ByteBuffer.allocate(26)
        .put((byte) 0x80)
        .put((byte) (0x80 | 96))
        .putShort((short) sequence)
        .putInt(timestamp)
        .putInt(ssrc)
        .put((byte) 0x90)
        .put((byte) 0xe0)
        .putShort((short) (0x8000 | pictureId))
        .put((byte) (pictureId & 0xff))
        .put((byte) 0)
        .put((byte) (key ? 0x10 : 0x11))
        .array();
  }

  void arrives(byte[] packet) {
    in.rtp(RtpPacket.parse(packet, 0, packet.length).orElseThrow(), now);
  }

  void arrives(int sequence, boolean key) {
    arrives(vp8(1, sequence, sequence * 3000, key, sequence & 0x7fff));
  }

  static RtpPacket read(byte[] packet) {
    return RtpPacket.parse(packet, 0, packet.length).orElseThrow();
  }

  List<Integer> sentSequences() {
    return sent.stream().map(packet -> read(packet).sequence()).toList();
  }
}
