package org.televisit.kurento.rtp;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Puts frames together again from packets in order; only complete frames come out. */
public abstract sealed class FrameAssembler permits Vp8Frames, Vp9Frames, H264Frames {

  static final int LARGEST_FRAME = 8 << 20;

  private final ByteArrayOutputStream current = new ByteArrayOutputStream();
  private boolean building;
  private boolean keyFrameNeeded = true;
  private boolean seen;
  private int lastTimestamp;
  private int timestamp;
  private long arrival;

  /**
   * For a codec of video.
   *
   * @throws IllegalArgumentException for another
   */
  public static FrameAssembler of(Codec codec) {
    return switch (codec) {
      case VP8 -> new Vp8Frames();
      case VP9 -> new Vp9Frames();
      case H264 -> new H264Frames();
      default -> throw new IllegalArgumentException(codec + " has no pictures");
    };
  }

  /** Whether a frame begins with this payload; it is not empty. */
  abstract boolean begins(byte[] payload, boolean newTimestamp);

  /** Adds the payload's part of the frame; false if it is malformed. */
  abstract boolean append(byte[] payload, ByteArrayOutputStream frame);

  /** Whether a frame that came out complete is a key frame. */
  abstract boolean isKeyFrame(byte[] frame);

  /** What a key frame tells; empty if it is nonsense. */
  abstract Optional<VideoFrame.Format> format(byte[] keyFrame);

  /** Takes the next packet; a frame if it was the last of one. */
  public final Optional<VideoFrame> add(JitterBuffer.Packet packet) {
    if (packet.afterLoss()) {
      lose();
    }
    byte[] payload = packet.payload();
    if (payload.length == 0) {
      return Optional.empty();
    }
    if (begins(payload, !seen || packet.timestamp() != lastTimestamp)) {
      begin(packet);
    }
    seen = true;
    lastTimestamp = packet.timestamp();
    if (!building || packet.timestamp() != timestamp) {
      return Optional.empty();
    }
    if (!append(payload, current) || current.size() > LARGEST_FRAME) {
      lose();
    }
    return packet.marker() && building ? finish() : Optional.empty();
  }

  private void lose() {
    building = false;
    keyFrameNeeded = true;
  }

  private void begin(JitterBuffer.Packet packet) {
    current.reset();
    building = true;
    timestamp = packet.timestamp();
    arrival = packet.arrival();
  }

  private Optional<VideoFrame> finish() {
    building = false;
    byte[] data = current.toByteArray();
    boolean key = data.length > 0 && isKeyFrame(data);
    Optional<VideoFrame.Format> format = key ? format(data) : Optional.empty();
    if (data.length == 0 || (key ? format.isEmpty() : keyFrameNeeded)) {
      return Optional.empty();
    }
    keyFrameNeeded = false;
    return Optional.of(new VideoFrame(timestamp, data, arrival, format));
  }

  /** Whether nothing comes out before the next key frame. */
  public final boolean keyFrameNeeded() {
    return keyFrameNeeded;
  }
}
