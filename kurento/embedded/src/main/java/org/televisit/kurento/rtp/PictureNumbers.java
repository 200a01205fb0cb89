package org.televisit.kurento.rtp;

import java.util.Optional;

/**
 * Where a packet's payload descriptor numbers its picture (RFC 7741, 4.2; RFC 9628, 4.2).
 *
 * @param pictureIdAt where the picture id is, from the descriptor's start; -1 if there is none
 * @param longPictureId whether it has 15 bits, not 7
 * @param tl0At where TL0PICIDX is, from the descriptor's start; -1 if there is none
 */
record PictureNumbers(int pictureIdAt, boolean longPictureId, int tl0At) {

  /** Finds them; empty if the codec numbers no pictures, or the descriptor does not fit. */
  static Optional<PictureNumbers> of(Codec codec, byte[] data, int at, int length) {
    return switch (codec) {
      case VP8 ->
          Vp8Descriptor.parse(data, at, length)
              .map(
                  descriptor ->
                      new PictureNumbers(
                          descriptor.pictureIdAt(),
                          descriptor.longPictureId(),
                          descriptor.tl0At()));
      case VP9 -> ofVp9(data, at, length);
      default -> Optional.empty();
    };
  }

  private static Optional<PictureNumbers> ofVp9(byte[] data, int offset, int length) {
    if (length < 5) {
      return Optional.empty(); // the longest descriptor up to the last of the numbers
    }
    int flags = data[offset];
    boolean hasId = (flags & 0x80) != 0;
    boolean layers = (flags & 0x20) != 0;
    boolean flexible = (flags & 0x10) != 0;
    boolean wide = hasId && (data[offset + 1] & 0x80) != 0;
    int layersAt = 1 + (hasId ? (wide ? 2 : 1) : 0);
    return Optional.of(
        new PictureNumbers(hasId ? 1 : -1, wide, layers && !flexible ? layersAt + 1 : -1));
  }
}
