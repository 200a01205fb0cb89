package org.televisit.kurento.rtp;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** VP9 (RFC 9628); the frames of several spatial layers are one superframe. */
final class Vp9Frames extends FrameAssembler {

  private static final int PICTURE_ID = 0x80;
  private static final int INTER_PREDICTED = 0x40;
  private static final int LAYERS = 0x20;
  private static final int FLEXIBLE = 0x10;
  private static final int START = 0x08;
  private static final int STRUCTURE = 0x02;
  private static final int SYNC_CODE = 0x498342;
  private static final int RGB = 7;

  @Override
  boolean begins(byte[] payload, boolean newTimestamp) {
    return (payload[0] & START) != 0 && newTimestamp;
  }

  @Override
  boolean append(byte[] payload, ByteArrayOutputStream frame) {
    int at = descriptorLength(payload);
    if (at < 0 || at > payload.length) {
      return false;
    }
    frame.write(payload, at, payload.length - at);
    return true;
  }

  /** Of RFC 9628, 4.2; -1 if it does not fit. */
  static int descriptorLength(byte[] payload) {
    int flags = payload[0];
    Bits bytes = new Bits(payload, 1);
    try {
      if ((flags & PICTURE_ID) != 0 && (bytes.read(8) & 0x80) != 0) {
        bytes.read(8);
      }
      if ((flags & LAYERS) != 0) {
        bytes.read((flags & FLEXIBLE) != 0 ? 8 : 16);
      }
      if ((flags & FLEXIBLE) != 0 && (flags & INTER_PREDICTED) != 0) {
        for (int i = 0; i < 3 && (bytes.read(8) & 1) != 0; i++) {
          // another reference follows
        }
      }
      if ((flags & STRUCTURE) != 0) {
        structure(bytes);
      }
      return bytes.byteOffset();
    } catch (IndexOutOfBoundsException tooShort) {
      return -1;
    }
  }

  private static void structure(Bits bytes) {
    int flags = bytes.read(8);
    int layers = (flags >> 5) + 1;
    if ((flags & 0x10) != 0) {
      for (int i = 0; i < layers; i++) {
        bytes.read(32);
      }
    }
    if ((flags & 0x08) != 0) {
      int pictures = bytes.read(8);
      for (int i = 0; i < pictures; i++) {
        int references = bytes.read(8) >> 2 & 3;
        for (int reference = 0; reference < references; reference++) {
          bytes.read(8);
        }
      }
    }
  }

  /** Of the uncompressed header: frame marker 2, no existing frame shown, frame type 0. */
  @Override
  boolean isKeyFrame(byte[] frame) {
    int profile3 = (frame[0] & 0x30) == 0x30 ? 1 : 0;
    return (frame[0] & 0xc0) == 0x80 && (frame[0] >> (2 - profile3) & 3) == 0;
  }

  @Override
  Optional<VideoFrame.Format> format(byte[] frame) {
    try {
      Bits bits = new Bits(frame, 0);
      bits.read(2);
      int profile = bits.read(1) | bits.read(1) << 1;
      bits.read(profile == 3 ? 5 : 4);
      if (bits.read(24) != SYNC_CODE) {
        return Optional.empty();
      }
      colour(bits, profile);
      int width = bits.read(16) + 1;
      return Optional.of(new VideoFrame.Format(width, bits.read(16) + 1, new byte[0]));
    } catch (IndexOutOfBoundsException tooShort) {
      return Optional.empty();
    }
  }

  private static void colour(Bits bits, int profile) {
    if (profile >= 2) {
      bits.read(1);
    }
    boolean subsamplingFollows = (profile & 1) != 0;
    if (bits.read(3) != RGB) {
      bits.read(subsamplingFollows ? 4 : 1);
    } else if (subsamplingFollows) {
      bits.read(1);
    }
  }
}
