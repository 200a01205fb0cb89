package org.televisit.kurento.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Makes a stream of RTP packets of encoded frames: VP8 (RFC 7741), VP9 (RFC 9628) and sound. */
public final class Packetizer {

  private static final int HEADER = 12;

  /** What fits into a datagram beside all headers and a tunnel's. */
  private static final int LARGEST_PIECE = 1100;

  private final Codec codec;
  private final int payloadType;
  private final int ssrc = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
  private int sequence = ThreadLocalRandom.current().nextInt(1 << 15);
  private int pictureId = ThreadLocalRandom.current().nextInt(1 << 15);

  public Packetizer(Codec codec, int payloadType) {
    this.codec = codec;
    this.payloadType = payloadType;
  }

  public int ssrc() {
    return ssrc;
  }

  /**
   * The packets of one frame.
   *
   * @param timestamp in units of the codec's clock
   */
  public List<RtpPacket> packets(byte[] frame, boolean keyFrame, int timestamp) {
    List<RtpPacket> packets = new ArrayList<>();
    for (int at = 0; at < frame.length; at += LARGEST_PIECE) {
      int end = codec.isVideo() ? Math.min(frame.length, at + LARGEST_PIECE) : frame.length;
      byte[] descriptor = descriptor(at == 0, end == frame.length, keyFrame);
      byte[] packet = new byte[HEADER + descriptor.length + end - at];
      packet[0] = (byte) 0x80;
      packet[1] = (byte) (payloadType | (codec.isVideo() && end == frame.length ? 0x80 : 0));
      Bytes.put16(packet, 2, sequence++ & 0xffff);
      Bytes.put32(packet, 4, timestamp);
      Bytes.put32(packet, 8, ssrc);
      System.arraycopy(descriptor, 0, packet, HEADER, descriptor.length);
      System.arraycopy(frame, at, packet, HEADER + descriptor.length, end - at);
      RtpPacket.parse(packet, 0, packet.length).ifPresent(packets::add);
      if (end == frame.length) {
        break;
      }
    }
    pictureId = pictureId + 1 & 0x7fff;
    return packets;
  }

  private byte[] descriptor(boolean first, boolean last, boolean keyFrame) {
    byte[] descriptor =
        switch (codec) {
          case VP8 -> new byte[] {(byte) (first ? 0x90 : 0x80), (byte) 0x80, 0, 0};
          case VP9 ->
              new byte[] {
                (byte) (0x80 | (keyFrame ? 0 : 0x40) | (first ? 0x08 : 0) | (last ? 0x04 : 0)), 0, 0
              };
          default -> new byte[0];
        };
    if (descriptor.length > 0) {
      Bytes.put16(descriptor, descriptor.length - 2, 0x8000 | pictureId);
    }
    return descriptor;
  }
}
