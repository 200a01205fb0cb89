package org.televisit.kurento.transport;

import java.nio.ByteBuffer;

/**
 * Keeps a client's ChangeCipherSpec from overtaking its CertificateVerify. The DTLS library turns
 * to the new keys when it sees the former, and never reads the latter if it was lost or comes
 * later: the handshake would hang. So the former counts as lost too, and the client repeats both.
 */
final class FlightGuard {

  private static final int RECORD_HEADER = 13;
  private static final int MESSAGE_HEADER = 12;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int CERTIFICATE_VERIFY = 15;

  private boolean verifyBegun;
  private boolean verifyEnded;

  /** How much of a datagram (DTLS 1.2 records, RFC 6347, 4.1) may be read; the rest is dropped. */
  int readable(byte[] datagram, int length) {
    ByteBuffer in = ByteBuffer.wrap(datagram, 0, length);
    int at = 0;
    while (at + RECORD_HEADER <= length) {
      int type = datagram[at] & 0xff;
      int epoch = in.getShort(at + 3) & 0xffff;
      int end = at + RECORD_HEADER + (in.getShort(at + 11) & 0xffff);
      if (end > length) {
        return length; // malformed: the library's to judge
      }
      if (type == CHANGE_CIPHER_SPEC && !(verifyBegun && verifyEnded)) {
        return at;
      }
      if (type == HANDSHAKE && epoch == 0) {
        messages(in, at + RECORD_HEADER, end);
      }
      at = end;
    }
    return length;
  }

  private void messages(ByteBuffer in, int from, int end) {
    int at = from;
    while (at + MESSAGE_HEADER <= end) {
      int whole = in.getInt(at) & 0xffffff;
      int offset = in.getInt(at + 5) & 0xffffff;
      int fragment = in.getInt(at + 8) & 0xffffff;
      if (in.get(at) == CERTIFICATE_VERIFY) {
        verifyBegun |= offset == 0;
        verifyEnded |= offset + fragment == whole;
      }
      at += MESSAGE_HEADER + fragment;
    }
  }
}
