package org.televisit.kurento.rtp;

import java.util.Arrays;
import java.util.Optional;

/**
 * A view of an RTP packet (RFC 3550, 5.1) in a buffer that somebody else owns: valid only during
 * the call that it came with.
 */
public final class RtpPacket {

  private static final int HEADER = 12;
  private static final int ONE_BYTE_FORM = 0xBEDE;

  private final byte[] buffer;
  private final int offset;
  private final int payloadOffset;
  private final int payloadLength;

  private RtpPacket(byte[] buffer, int offset, int payloadOffset, int payloadLength) {
    this.buffer = buffer;
    this.offset = offset;
    this.payloadOffset = payloadOffset;
    this.payloadLength = payloadLength;
  }

  /** Reads a packet; empty if its header, extension or padding do not fit into it. */
  public static Optional<RtpPacket> parse(byte[] buffer, int offset, int length) {
    if (length < HEADER || (buffer[offset] & 0xc0) != 0x80) {
      return Optional.empty();
    }
    int header = HEADER + 4 * (buffer[offset] & 0x0f);
    if ((buffer[offset] & 0x10) != 0) {
      if (header + 4 > length) {
        return Optional.empty();
      }
      header += 4 + 4 * Bytes.u16(buffer, offset + header + 2);
    }
    int padding = (buffer[offset] & 0x20) == 0 ? 0 : Bytes.u8(buffer, offset + length - 1);
    if (header + padding > length) {
      return Optional.empty();
    }
    return Optional.of(new RtpPacket(buffer, offset, offset + header, length - header - padding));
  }

  public int payloadType() {
    return buffer[offset + 1] & 0x7f;
  }

  public boolean marker() {
    return (buffer[offset + 1] & 0x80) != 0;
  }

  /** 0 to 65535. */
  public int sequence() {
    return Bytes.u16(buffer, offset + 2);
  }

  /** 32 bits, unsigned. */
  public int timestamp() {
    return Bytes.i32(buffer, offset + 4);
  }

  /** 32 bits, unsigned. */
  public int ssrc() {
    return Bytes.i32(buffer, offset + 8);
  }

  /**
   * The two bytes of a header extension in the one-byte form (RFC 8285, 4.2).
   *
   * @param id as agreed on, 1 to 14
   * @return -1 if the packet has no such extension
   */
  public int extension16(int id) {
    int at = offset + HEADER + 4 * (buffer[offset] & 0x0f);
    if ((buffer[offset] & 0x10) == 0 || Bytes.u16(buffer, at) != ONE_BYTE_FORM) {
      return -1;
    }
    int end = at + 4 + 4 * Bytes.u16(buffer, at + 2);
    for (at += 4; at < end; ) {
      int found = Bytes.u8(buffer, at) >> 4;
      int length = (buffer[at] & 0x0f) + 1;
      if (found == 0) {
        at++; // padding
      } else if (found == id && length == 2 && at + 2 < end) {
        return Bytes.u16(buffer, at + 1);
      } else {
        at += 1 + length;
      }
    }
    return -1;
  }

  /**
   * The packet that was lost, from one of a stream of repetitions (RFC 4588, 4).
   *
   * @param ssrc of the stream that it belongs to
   * @param payloadType of that stream
   * @return empty if there is no packet in it, only padding
   */
  public Optional<RtpPacket> repaired(int ssrc, int payloadType) {
    if (payloadLength < 2) {
      return Optional.empty();
    }
    byte[] original = new byte[HEADER + payloadLength - 2];
    original[0] = (byte) 0x80;
    original[1] = (byte) (payloadType | (marker() ? 0x80 : 0));
    Bytes.put16(original, 2, Bytes.u16(buffer, payloadOffset));
    Bytes.put32(original, 4, timestamp());
    Bytes.put32(original, 8, ssrc);
    System.arraycopy(buffer, payloadOffset + 2, original, HEADER, payloadLength - 2);
    return parse(original, 0, original.length);
  }

  /** The array that the payload lies in. */
  public byte[] buffer() {
    return buffer;
  }

  public int payloadOffset() {
    return payloadOffset;
  }

  /** 0 for a packet of padding only, as browsers send to probe the bandwidth. */
  public int payloadLength() {
    return payloadLength;
  }

  /** The payload, copied. */
  public byte[] payload() {
    return Arrays.copyOfRange(buffer, payloadOffset, payloadOffset + payloadLength);
  }
}
