package org.televisit.kurento.webm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a track is encoded.
 *
 * @param codecId as Matroska names it
 * @param codecPrivate what a decoder has to know beforehand; empty if nothing
 * @param sampleRate of sound in Hz; 0 for pictures
 * @param channels of sound; 0 for pictures
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never shared
public record TrackFormat(String codecId, byte[] codecPrivate, int sampleRate, int channels) {

  public static final TrackFormat VP8 = new TrackFormat("V_VP8", new byte[0], 0, 0);
  public static final TrackFormat VP9 = new TrackFormat("V_VP9", new byte[0], 0, 0);
  public static final TrackFormat OPUS = new TrackFormat("A_OPUS", opusHead(), 48_000, 2);
  public static final TrackFormat PCMU = telephone(7);
  public static final TrackFormat PCMA = telephone(6);

  /**
   * H.264.
   *
   * @param configuration an AVCDecoderConfigurationRecord
   */
  public static TrackFormat h264(byte[] configuration) {
    return new TrackFormat("V_MPEG4/ISO/AVC", configuration, 0, 0);
  }

  /** The identification header of RFC 7845, 5.1: stereo, 6.5 ms pre-skip. */
  private static byte[] opusHead() {
    return ByteBuffer.allocate(19)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 2)
        .putShort((short) 312)
        .putInt(48_000)
        .putShort((short) 0)
        .put((byte) 0)
        .array();
  }

  /** G.711 by the number that WAVEFORMATEX has for it. */
  private static TrackFormat telephone(int number) {
    byte[] format =
        ByteBuffer.allocate(18)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) number)
            .putShort((short) 1)
            .putInt(8_000)
            .putInt(8_000)
            .putShort((short) 1)
            .putShort((short) 8)
            .array();
    return new TrackFormat("A_MS/ACM", format, 8_000, 1);
  }

  boolean isOpus() {
    return codecId.equals("A_OPUS");
  }

  /** Whether WebM allows it; else the file is Matroska. */
  boolean isOfWebm() {
    return isOpus() || codecId.startsWith("V_VP");
  }
}
