package org.televisit.kurento.rtp;

import java.util.Optional;

/**
 * The VP8 payload descriptor (RFC 7741, 4.2) in front of a packet's piece of a frame.
 *
 * @param length bytes of the descriptor
 * @param startsFrame whether the piece is the first of its frame
 * @param keyFrame whether it is the first of a key frame
 * @param pictureIdAt where the picture id is, from the descriptor's start; -1 if there is none
 * @param longPictureId whether it has 15 bits, not 7
 * @param tl0At where TL0PICIDX is, from the descriptor's start; -1 if there is none
 */
public record Vp8Descriptor(
    int length,
    boolean startsFrame,
    boolean keyFrame,
    int pictureIdAt,
    boolean longPictureId,
    int tl0At) {

  /** Reads it; empty if it does not fit, or nothing follows it. */
  public static Optional<Vp8Descriptor> parse(byte[] data, int offset, int available) {
    if (available < 1) {
      return Optional.empty();
    }
    int first = Bytes.u8(data, offset);
    boolean start = (first & 0x10) != 0 && (first & 0x07) == 0;
    int at = 1;
    int pictureId = -1;
    int tl0 = -1;
    boolean wide = false;
    if ((first & 0x80) != 0) {
      if (available < 3) {
        return Optional.empty();
      }
      int flags = Bytes.u8(data, offset + at++);
      if ((flags & 0x80) != 0) {
        pictureId = at;
        wide = (data[offset + at] & 0x80) != 0;
        at += wide ? 2 : 1;
      }
      if ((flags & 0x40) != 0) {
        tl0 = at++;
      }
      at += (flags & 0x30) != 0 ? 1 : 0;
    }
    if (at >= available) {
      return Optional.empty();
    }
    boolean key = start && (data[offset + at] & 0x01) == 0;
    return Optional.of(new Vp8Descriptor(at, start, key, pictureId, wide, tl0));
  }
}
