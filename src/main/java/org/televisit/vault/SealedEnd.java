package org.televisit.vault;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The content of the end frame, of one size so that it is found from the end of the file.
 *
 * @param parts number of parts
 * @param length bytes of the stream
 * @param indexAt position of the index frame in the file
 * @param duration of the media, in whole milliseconds
 */
record SealedEnd(
    int parts, long length, long indexAt, Duration duration, FinishReason reason, String sha256) {

  static final int LENGTH = 4 + 8 + 8 + 8 + 1 + 32;

  byte[] bytes() {
    return ByteBuffer.allocate(LENGTH)
        .putInt(parts)
        .putLong(length)
        .putLong(indexAt)
        .putLong(duration.toMillis())
        .put((byte) reason.code)
        .put(HexFormat.of().parseHex(sha256))
        .array();
  }

  /**
   * @throws IllegalArgumentException if a value has no meaning
   */
  static SealedEnd parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int parts = in.getInt();
    long length = in.getLong();
    long indexAt = in.getLong();
    Duration duration = Duration.ofMillis(in.getLong());
    FinishReason reason = FinishReason.of(in.get());
    byte[] sha256 = new byte[32];
    in.get(sha256);
    return new SealedEnd(
        parts, length, indexAt, duration, reason, HexFormat.of().formatHex(sha256));
  }

  Fingerprint fingerprint() {
    return new Fingerprint(length, sha256);
  }

  Sealed describe(UUID recording, MediaIndex index) {
    return new Sealed(
        recording,
        fingerprint(),
        duration,
        parts,
        index.keyFrames(),
        index.complete(),
        reason,
        index.holes());
  }
}
