package org.televisit.kurento.media;

import java.nio.ByteBuffer;

/** RTP packets for tests, with VP8 in them. */
final class Rtp {
  private Rtp() {}

  static final int VIDEO_SSRC = 0x11223344;
  private static final int PART = 1100;

  /** A VP8 frame in one packet; a key frame of 320x240 if asked for. */
  static byte[] vp8(int ssrc, int payloadType, int sequence, int timestamp, boolean key) {
    ByteBuffer out = ByteBuffer.allocate(64);
    out.put((byte) 0x80).put((byte) (0x80 | payloadType)).putShort((short) sequence);
    out.putInt(timestamp).putInt(ssrc);
    out.put((byte) 0x90).put((byte) 0x80).putShort((short) (0x8000 | (sequence & 0x7fff)));
    out.put((byte) (key ? 0x10 : 0x11)).put((byte) 0).put((byte) 0);
    if (key) {
      out.put((byte) 0x9d).put((byte) 0x01).put((byte) 0x2a);
      out.put((byte) 64).put((byte) 1).put((byte) 240).put((byte) 0);
    }
    return out.array();
  }

  /** One of several packets of a VP8 frame, the first of which is 0. */
  static byte[] vp8Part(
      int payloadType, int sequence, int timestamp, boolean key, int part, int parts) {
    byte[] whole = vp8(VIDEO_SSRC, payloadType, sequence, timestamp, key);
    ByteBuffer out = ByteBuffer.allocate(PART).put(whole);
    boolean last = part == parts - 1;
    out.put(1, (byte) (last ? 0x80 | payloadType : payloadType));
    out.put(12, (byte) (part == 0 ? 0x90 : 0x80));
    out.putShort(14, (short) (0x8000 | (timestamp / 3600 & 0x7fff)));
    return out.array();
  }

  static byte[] opus(int ssrc, int payloadType, int sequence, int timestamp) {
    ByteBuffer out = ByteBuffer.allocate(40);
    out.put((byte) 0x80).put((byte) payloadType).putShort((short) sequence);
    out.putInt(timestamp).putInt(ssrc);
    return out.array();
  }

  static int payloadType(byte[] packet) {
    return packet[1] & 0x7f;
  }

  static int sequence(byte[] packet) {
    return ByteBuffer.wrap(packet).getShort(2) & 0xffff;
  }

  static int timestamp(byte[] packet) {
    return ByteBuffer.wrap(packet).getInt(4);
  }

  static int ssrc(byte[] packet) {
    return ByteBuffer.wrap(packet).getInt(8);
  }
}
