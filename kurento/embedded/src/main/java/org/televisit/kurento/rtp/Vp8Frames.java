package org.televisit.kurento.rtp;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Puts VP8 frames together again from packets in order; only complete frames come out. */
public final class Vp8Frames {

  private static final int LARGEST_FRAME = 8 << 20;

  /**
   * A whole frame.
   *
   * @param arrival when its first packet came
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never shared
  public record Frame(int timestamp, boolean keyFrame, byte[] data, long arrival) {

    /** The picture's width from a key frame's header (RFC 6386, 9.1). */
    public int width() {
      return Bytes.u8(data, 6) | (data[7] & 0x3f) << 8;
    }

    public int height() {
      return Bytes.u8(data, 8) | (data[9] & 0x3f) << 8;
    }
  }

  private static final int KEY_FRAME_HEADER = 10;

  private final ByteArrayOutputStream current = new ByteArrayOutputStream();
  private boolean building;
  private int timestamp;
  private long arrival;
  private boolean keyFrameNeeded = true;

  /** Takes the next packet; a frame if it was the last of one. */
  public Optional<Frame> add(JitterBuffer.Packet packet) {
    if (packet.afterLoss()) {
      building = false;
      keyFrameNeeded = true;
    }
    byte[] payload = packet.payload();
    Optional<Vp8Descriptor> descriptor = Vp8Descriptor.parse(payload, 0, payload.length);
    if (descriptor.isEmpty()) {
      return Optional.empty();
    }
    if (descriptor.get().startsFrame()) {
      begin(packet);
    }
    if (!building || packet.timestamp() != timestamp) {
      return Optional.empty();
    }
    int header = descriptor.get().length();
    current.write(payload, header, payload.length - header);
    if (current.size() > LARGEST_FRAME) {
      building = false;
      keyFrameNeeded = true;
    }
    return packet.marker() && building ? finish() : Optional.empty();
  }

  private void begin(JitterBuffer.Packet packet) {
    current.reset();
    building = true;
    timestamp = packet.timestamp();
    arrival = packet.arrival();
  }

  private Optional<Frame> finish() {
    building = false;
    byte[] data = current.toByteArray();
    boolean key = (data[0] & 0x01) == 0;
    if (key ? !isKeyFrameHeader(data) : keyFrameNeeded) {
      return Optional.empty();
    }
    keyFrameNeeded = false;
    return Optional.of(new Frame(timestamp, key, data, arrival));
  }

  private static boolean isKeyFrameHeader(byte[] data) {
    return data.length >= KEY_FRAME_HEADER
        && Bytes.u8(data, 3) == 0x9d
        && data[4] == 0x01
        && data[5] == 0x2a;
  }

  /** Whether nothing comes out before the next key frame. */
  public boolean keyFrameNeeded() {
    return keyFrameNeeded;
  }
}
