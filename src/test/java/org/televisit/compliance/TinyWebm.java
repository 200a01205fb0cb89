package org.televisit.compliance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The smallest live WebM that has a duration and something to seek to: one video track, a key frame
 * every second, frames of bytes that no decoder is asked to read.
 */
public final class TinyWebm {

  private static final int FRAME = 4_000;

  private TinyWebm() {}

  /** A stream as the media server would post it. */
  public static byte[] ofSeconds(int seconds) {
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
                element("E0", element("B0", number(64, 2)), element("BA", number(48, 2))))));
    for (int second = 0; second < seconds; second++) {
      out.writeBytes(cluster(second));
    }
    return out.toByteArray();
  }

  private static byte[] cluster(int second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(element("E7", number(second * 1000L, 4)));
    for (int frame = 0; frame < 10; frame++) {
      byte[] block = new byte[FRAME];
      Arrays.fill(block, (byte) (second * 10 + frame));
      ByteBuffer.wrap(block)
          .put((byte) 0x81)
          .putShort((short) (frame * 100))
          .put((byte) (frame == 0 ? 0x80 : 0));
      out.writeBytes(element("A3", block));
    }
    return element("1F43B675", out.toByteArray());
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
