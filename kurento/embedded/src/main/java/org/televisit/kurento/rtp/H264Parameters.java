package org.televisit.kurento.rtp;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Set;

/** The picture's size from a sequence parameter set (H.264, 7.3.2.1.1). */
record H264Parameters(int width, int height) {

  /** Profiles whose parameter sets tell of chroma and scaling. */
  private static final Set<Integer> HIGH_PROFILES =
      Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);

  private static final int MOST_FRAMES_IN_CYCLE = 255;

  /**
   * @param unit the NAL unit
   */
  static Optional<H264Parameters> parse(byte[] unit) {
    try {
      return Optional.of(read(new Bits(withoutEscapes(unit), 1)));
    } catch (IndexOutOfBoundsException tooShort) {
      return Optional.empty();
    }
  }

  /** After 0, 0 a 3 is put into the stream, so that it does not look like a start code. */
  private static byte[] withoutEscapes(byte[] unit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int zeros = 0;
    for (byte next : unit) {
      if (zeros >= 2 && next == 3) {
        zeros = 0;
        continue;
      }
      zeros = next == 0 ? zeros + 1 : 0;
      out.write(next);
    }
    return out.toByteArray();
  }

  private static H264Parameters read(Bits bits) {
    int profile = bits.read(8);
    bits.read(16);
    bits.unsignedCode();
    int chroma = HIGH_PROFILES.contains(profile) ? highProfile(bits) : 1;
    bits.unsignedCode();
    pictureOrder(bits);
    bits.unsignedCode();
    bits.flag();
    int columns = bits.unsignedCode() + 1;
    int rows = bits.unsignedCode() + 1;
    boolean frames = bits.flag();
    if (!frames) {
      bits.flag();
    }
    bits.flag();
    return cropped(bits, 16 * columns, 16 * rows * (frames ? 1 : 2), chroma, frames);
  }

  private static int highProfile(Bits bits) {
    int chroma = bits.unsignedCode();
    if (chroma == 3) {
      bits.flag();
    }
    bits.unsignedCode();
    bits.unsignedCode();
    bits.flag();
    if (bits.flag()) {
      for (int list = 0; list < (chroma == 3 ? 12 : 8); list++) {
        if (bits.flag()) {
          scaling(bits, list < 6 ? 16 : 64);
        }
      }
    }
    return chroma;
  }

  private static void scaling(Bits bits, int size) {
    int last = 8;
    int next = 8;
    for (int i = 0; i < size; i++) {
      if (next != 0) {
        next = last + bits.signedCode() & 0xff;
      }
      last = next == 0 ? last : next;
    }
  }

  private static void pictureOrder(Bits bits) {
    int type = bits.unsignedCode();
    if (type == 0) {
      bits.unsignedCode();
    } else if (type == 1) {
      bits.flag();
      bits.signedCode();
      bits.signedCode();
      int frames = bits.unsignedCode();
      for (int i = 0; i < Math.min(frames, MOST_FRAMES_IN_CYCLE); i++) {
        bits.signedCode();
      }
    }
  }

  private static H264Parameters cropped(
      Bits bits, int width, int height, int chroma, boolean frames) {
    if (!bits.flag()) {
      return new H264Parameters(width, height);
    }
    int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
    int unitY = (chroma == 1 ? 2 : 1) * (frames ? 1 : 2);
    int cutX = (bits.unsignedCode() + bits.unsignedCode()) * unitX;
    int cutY = (bits.unsignedCode() + bits.unsignedCode()) * unitY;
    return new H264Parameters(Math.max(1, width - cutX), Math.max(1, height - cutY));
  }
}
