package org.televisit.kurento.rtp;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** VP8 (RFC 7741). */
final class Vp8Frames extends FrameAssembler {

  private static final int KEY_FRAME_HEADER = 10;

  @Override
  boolean begins(byte[] payload, boolean newTimestamp) {
    return Vp8Descriptor.parse(payload, 0, payload.length)
        .map(Vp8Descriptor::startsFrame)
        .orElse(false);
  }

  @Override
  boolean append(byte[] payload, ByteArrayOutputStream frame) {
    Optional<Vp8Descriptor> descriptor = Vp8Descriptor.parse(payload, 0, payload.length);
    descriptor.ifPresent(
        known -> frame.write(payload, known.length(), payload.length - known.length()));
    return descriptor.isPresent();
  }

  @Override
  boolean isKeyFrame(byte[] frame) {
    return (frame[0] & 0x01) == 0;
  }

  /** From the frame's header (RFC 6386, 9.1). */
  @Override
  Optional<VideoFrame.Format> format(byte[] frame) {
    if (frame.length < KEY_FRAME_HEADER
        || Bytes.u8(frame, 3) != 0x9d
        || frame[4] != 0x01
        || frame[5] != 0x2a) {
      return Optional.empty();
    }
    int width = Bytes.u8(frame, 6) | (frame[7] & 0x3f) << 8;
    int height = Bytes.u8(frame, 8) | (frame[9] & 0x3f) << 8;
    return Optional.of(new VideoFrame.Format(width, height, new byte[0]));
  }
}
