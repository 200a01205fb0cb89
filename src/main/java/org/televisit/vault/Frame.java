package org.televisit.vault;

import java.nio.ByteBuffer;

/**
 * The open header of a frame, and the place in the recording that its sealed bytes are bound to.
 *
 * @param type what the frame holds
 * @param number parts before this frame
 * @param offset bytes of the stream before this frame
 * @param sealedLength length of the sealed bytes that follow the header
 */
record Frame(Type type, int number, long offset, int sealedLength) {

  /** Bytes of a header. */
  static final int HEADER = 20;

  /** What sealing adds: Tink's key prefix (5), the nonce (12) and the tag (16). */
  static final int OVERHEAD = 33;

  /** Most bytes of the stream in one part. */
  static final int MAX_PART = 64 * 1024;

  enum Type {
    PART(1),
    INDEX(2),
    END(3);

    final byte code;

    Type(int code) {
      this.code = (byte) code;
    }
  }

  static Frame of(Type type, int number, long offset, int plainLength) {
    return new Frame(type, number, offset, plainLength + OVERHEAD);
  }

  byte[] header() {
    return ByteBuffer.allocate(HEADER)
        .putInt(type.code << 24)
        .putInt(number)
        .putLong(offset)
        .putInt(sealedLength)
        .array();
  }

  byte[] associatedData(byte[] recording) {
    return ByteBuffer.allocate(recording.length + 13)
        .put(recording)
        .put(type.code)
        .putInt(number)
        .putLong(offset)
        .array();
  }

  /** Length of what was sealed. */
  int plainLength() {
    return sealedLength - OVERHEAD;
  }

  /** Bytes of the whole frame in the file. */
  int fileLength() {
    return HEADER + sealedLength;
  }
}
