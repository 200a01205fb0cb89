package org.televisit.kurento.transport;

import java.nio.ByteBuffer;
import org.bouncycastle.tls.ContentType;

/**
 * How large a message of a handshake may say that it is. The DTLS library takes memory for all of
 * it when it sees a fragment, however small, of any of the next 16 messages: up to 16 MB for each
 * header of 12 octets.
 */
final class HandshakeBounds {

  private static final int RECORD_HEADER = 13;
  private static final int MESSAGE_HEADER = 12;

  /** A chain of three RSA certificates of 4096 bits has some 6 KB; browsers have one of 0.5 KB. */
  private static final int LARGEST_MESSAGE = 32 << 10;

  private HandshakeBounds() {}

  /** Whether the library may see a datagram: what of it is not encrypted keeps the bounds. */
  static boolean keeps(byte[] datagram, int length) {
    ByteBuffer in = ByteBuffer.wrap(datagram, 0, length);
    int at = 0;
    while (at + RECORD_HEADER <= length) {
      int epoch = in.getShort(at + 3) & 0xffff;
      int size = in.getShort(at + 11) & 0xffff;
      int from = at + RECORD_HEADER;
      int end = Math.min(length, from + size);
      if (in.get(at) == ContentType.handshake && epoch == 0 && !keeps(in, from, end)) {
        return false;
      }
      at = from + size;
    }
    return true;
  }

  /** Whether the messages, or fragments of such, in a record keep them. */
  static boolean keeps(ByteBuffer in, int from, int end) {
    int at = from;
    while (at + MESSAGE_HEADER <= end) {
      int whole = in.getInt(at) & 0xffffff;
      int fragment = in.getInt(at + 8) & 0xffffff;
      if (whole > LARGEST_MESSAGE) {
        return false;
      }
      at += MESSAGE_HEADER + fragment;
    }
    return true;
  }
}
