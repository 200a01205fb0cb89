package org.televisit.kurento.rtp;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * H.264 (RFC 6184, packetization modes 0 and 1): access units of NAL units with four bytes of
 * length before each. Parameter sets stay in the stream, since they may change with the picture's
 * size.
 */
final class H264Frames extends FrameAssembler {

  private static final int SLICE = 1;
  private static final int PARTITION_A = 2;
  private static final int IDR = 5;
  private static final int ENHANCEMENT = 6;
  private static final int SEQUENCE_PARAMETERS = 7;
  private static final int PICTURE_PARAMETERS = 8;
  private static final int DELIMITER = 9;
  private static final int STAP_A = 24;
  private static final int FU_A = 28;
  private static final int FIRST = 0x80;
  private static final int LAST = 0x40;

  /** Decoders are told the length of parameters in two bytes. */
  private static final int LARGEST_PARAMETERS = 0xffff;

  /** The beginning of a unit that is not whole yet. */
  private ByteArrayOutputStream fragments = new ByteArrayOutputStream();

  private byte @Nullable [] sequenceParameters;
  private byte @Nullable [] pictureParameters;

  @Override
  boolean begins(byte[] payload, boolean newTimestamp) {
    boolean middle = (payload[0] & 0x1f) == FU_A && payload.length > 1 && (payload[1] & FIRST) == 0;
    return newTimestamp && !middle && (!keyFrameNeeded() || opens(payload));
  }

  private static boolean opens(byte[] payload) {
    return switch (payload[0] & 0x1f) {
      case STAP_A -> payload.length > 4 && opens(payload[3] & 0x1f, payload[4]);
      case FU_A -> payload.length > 2 && opens(payload[1] & 0x1f, payload[2]);
      default -> payload.length > 1 && opens(payload[0] & 0x1f, payload[1]);
    };
  }

  /**
   * Whether a unit is seen to be the first of its access unit, also behind a loss. A slice must be
   * the picture's first: its first_mb_in_slice is 0, of which the code is a single bit (H.264,
   * 7.3.3). The others of a picture are at a new timestamp, too, where the first was lost. A
   * picture's parameters come after the sequence's, and would lack those.
   *
   * @param second the unit's second byte
   */
  private static boolean opens(int type, byte second) {
    return switch (type) {
      case SLICE, PARTITION_A, IDR -> (second & 0x80) != 0;
      case ENHANCEMENT, SEQUENCE_PARAMETERS, DELIMITER -> true;
      default -> false;
    };
  }

  @Override
  boolean append(byte[] payload, ByteArrayOutputStream frame) {
    return switch (payload[0] & 0x1f) {
      case STAP_A -> aggregate(payload, frame);
      case FU_A -> fragment(payload, frame);
      default -> unit(payload, 0, payload.length, frame);
    };
  }

  private boolean aggregate(byte[] payload, ByteArrayOutputStream frame) {
    int at = 1;
    while (at + 2 < payload.length) {
      int size = Bytes.u16(payload, at);
      if (size == 0 || at + 2 + size > payload.length) {
        return false;
      }
      if (!unit(payload, at + 2, size, frame)) {
        return false;
      }
      at += 2 + size;
    }
    return true;
  }

  private boolean fragment(byte[] payload, ByteArrayOutputStream frame) {
    if (payload.length < 3) {
      return false;
    }
    if ((payload[1] & FIRST) != 0) {
      fragments.reset();
      fragments.write((payload[0] & 0xe0) | (payload[1] & 0x1f));
    } else if (fragments.size() == 0) {
      return false; // of a unit that has not begun
    }
    if (fragments.size() + payload.length + frame.size() > LARGEST_FRAME) {
      fragments = new ByteArrayOutputStream();
      return false;
    }
    fragments.write(payload, 2, payload.length - 2);
    if ((payload[1] & LAST) == 0) {
      return true;
    }
    byte[] unit = fragments.toByteArray();
    fragments.reset();
    return unit(unit, 0, unit.length, frame);
  }

  private boolean unit(byte[] data, int at, int size, ByteArrayOutputStream frame) {
    int type = data[at] & 0x1f;
    boolean parameters = type == SEQUENCE_PARAMETERS || type == PICTURE_PARAMETERS;
    if (parameters && size > LARGEST_PARAMETERS) {
      return false;
    }
    byte[] length = new byte[4];
    Bytes.put32(length, 0, size);
    frame.writeBytes(length);
    frame.write(data, at, size);
    if (type == SEQUENCE_PARAMETERS) {
      sequenceParameters = Arrays.copyOfRange(data, at, at + size);
    } else if (type == PICTURE_PARAMETERS) {
      pictureParameters = Arrays.copyOfRange(data, at, at + size);
    }
    return true;
  }

  @Override
  boolean isKeyFrame(byte[] frame) {
    for (int at = 0; at + 4 < frame.length; at += 4 + Bytes.i32(frame, at)) {
      if ((frame[at + 4] & 0x1f) == IDR) {
        return true;
      }
    }
    return false;
  }

  @Override
  Optional<VideoFrame.Format> format(byte[] keyFrame) {
    byte @Nullable [] sequence = sequenceParameters;
    byte @Nullable [] picture = pictureParameters;
    if (sequence == null || picture == null || sequence.length < 4) {
      return Optional.empty();
    }
    byte[] configuration = configuration(sequence, picture);
    return H264Parameters.parse(sequence)
        .map(size -> new VideoFrame.Format(size.width(), size.height(), configuration));
  }

  /** An AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1). */
  private static byte[] configuration(byte[] sequence, byte[] picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1);
    out.write(sequence, 1, 3);
    out.write(0xff); // four bytes of length
    out.write(0xe1);
    out.write(sequence.length >> 8);
    out.write(sequence.length);
    out.writeBytes(sequence);
    out.write(1);
    out.write(picture.length >> 8);
    out.write(picture.length);
    out.writeBytes(picture);
    return out.toByteArray();
  }
}
