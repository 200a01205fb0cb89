package org.televisit.compliance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The smallest live WebM that has a duration and something to seek to: one video track, a key frame
 * every second, frames of bytes that no decoder is asked to read; with sound, if it is wanted.
 */
public final class TinyWebm {

  private static final int FRAME = 4_000;

  private TinyWebm() {}

  /** A stream as the media server would post it. */
  public static byte[] ofSeconds(int seconds) {
    return stream(seconds, 0, seconds, false);
  }

  /**
   * A stream of two tracks, one of which may end before the other.
   *
   * @param sound seconds of it, from the beginning
   * @param picture seconds of it, from the beginning
   */
  public static byte[] withSound(int sound, int picture) {
    return stream(Math.max(sound, picture), sound, picture, true);
  }

  private static byte[] stream(int seconds, int sound, int picture, boolean twoTracks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(element("1A45DFA3", element("4282", "webm".getBytes(US_ASCII))));
    out.writeBytes(HexFormat.of().parseHex("1853806701FFFFFFFFFFFFFF")); // Segment of unknown size
    out.writeBytes(element("1549A966", element("2AD7B1", number(1_000_000, 4))));
    out.writeBytes(
        element(
            "1654AE6B",
            element(
                "AE",
                element("D7", number(1, 1)),
                element("73C5", number(1, 1)),
                element("83", number(1, 1)),
                element("86", "V_VP8".getBytes(US_ASCII)),
                element("E0", element("B0", number(64, 2)), element("BA", number(48, 2)))),
            twoTracks ? soundTrack() : new byte[0]));
    for (int second = 0; second < seconds; second++) {
      out.writeBytes(cluster(second, second < sound, second < picture));
    }
    return out.toByteArray();
  }

  private static byte[] soundTrack() {
    return element(
        "AE",
        element("D7", number(2, 1)),
        element("73C5", number(2, 1)),
        element("83", number(2, 1)),
        element("86", "A_OPUS".getBytes(US_ASCII)));
  }

  private static byte[] cluster(int second, boolean sound, boolean picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(element("E7", number(second * 1000L, 4)));
    for (int frame = 0; frame < 10; frame++) {
      if (picture) {
        out.writeBytes(block(1, FRAME, second, frame));
      }
      if (sound) {
        out.writeBytes(block(2, 100, second, frame));
      }
    }
    return element("1F43B675", out.toByteArray());
  }

  private static byte[] block(int track, int length, int second, int frame) {
    byte[] block = new byte[length];
    Arrays.fill(block, (byte) (second * 10 + frame));
    ByteBuffer.wrap(block)
        .put((byte) (0x80 | track))
        .putShort((short) (frame * 100))
        .put((byte) (frame == 0 || track == 2 ? 0x80 : 0));
    return element("A3", block);
  }

  private static byte[] number(long value, int bytes) {
    byte[] all = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    return Arrays.copyOfRange(all, Long.BYTES - bytes, Long.BYTES);
  }

  private static byte[] element(String id, byte[]... content) {
    int length = List.of(content).stream().mapToInt(piece -> piece.length).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HexFormat.of().parseHex(id));
    out.writeBytes(number(0x1000_0000L | length, 4));
    for (byte[] piece : content) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }
}
