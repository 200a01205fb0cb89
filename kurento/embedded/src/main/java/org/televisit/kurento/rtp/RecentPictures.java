package org.televisit.kurento.rtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last packets of a video stream, so that who begins to watch gets a picture from here instead
 * of waiting for the next key frame. What is older than a second is not given to anybody: nobody
 * shall see what was before the camera before they came. Its arrays are used again and again.
 */
final class RecentPictures {

  /** A key frame that is older, or that more has followed, is not worth catching up from. */
  private static final long LONGEST_MICROS = 1_000_000;

  private static final int MOST_OCTETS = 192 << 10;

  /** A power of two; a second of 2 Mbit/s. */
  private static final int PLACES = 256;

  /** Sizes are rounded up to this, so that an array fits the next packet, too. */
  private static final int GRAIN = 256;

  private static final int HEADER = 12;

  /** A place, and the packet in it. */
  private static final class Slot {
    private byte[] data = new byte[0];
    private int length;
    private long sequence;
  }

  private final @Nullable Slot[] slots = new Slot[PLACES];
  private final SequenceUnwrapper sequences = SequenceUnwrapper.ofSequences();
  private long highest = -1;
  private long keyFrame = -1;
  private int keyTimestamp;
  private long keyFrameAt;

  /**
   * Takes a packet, in any order.
   *
   * @param key whether a decoder can begin with it
   */
  void received(RtpPacket packet, boolean key, long now) {
    long sequence = sequences.unwrap(packet.sequence());
    if (highest >= 0 && sequence <= highest - PLACES) {
      return;
    }
    highest = Math.max(highest, sequence);
    put(sequence, packet);
    boolean sameFrame = keyFrame >= 0 && packet.timestamp() == keyTimestamp;
    if (key && (sameFrame ? sequence < keyFrame : sequence > keyFrame)) {
      keyFrame = sequence;
      if (!sameFrame) {
        keyTimestamp = packet.timestamp();
        keyFrameAt = now;
      }
    }
  }

  private void put(long sequence, RtpPacket packet) {
    int place = (int) (sequence & PLACES - 1);
    @Nullable Slot slot = slots[place];
    if (slot == null) {
      slot = new Slot();
      slots[place] = slot;
    }
    int length = HEADER + packet.payloadLength();
    if (slot.data.length < length) {
      slot.data = new byte[(length + GRAIN - 1) / GRAIN * GRAIN];
    }
    slot.data[0] = (byte) 0x80;
    slot.data[1] = (byte) (packet.payloadType() | (packet.marker() ? 0x80 : 0));
    Bytes.put16(slot.data, 2, packet.sequence());
    Bytes.put32(slot.data, 4, packet.timestamp());
    Bytes.put32(slot.data, 8, packet.ssrc());
    System.arraycopy(
        packet.buffer(), packet.payloadOffset(), slot.data, HEADER, packet.payloadLength());
    slot.length = length;
    slot.sequence = sequence;
  }

  /** Whether a key frame has begun within the last {@code micros}, and is still here. */
  boolean beganWithin(long micros, long now) {
    return keyFrame >= 0 && now - keyFrameAt <= micros && highest - keyFrame < PLACES;
  }

  /**
   * All that came since the newest key frame, in order; valid only until the next packet comes.
   * Packets that are lost so far are left out. Empty if there is none that is worth it.
   */
  List<RtpPacket> sinceKeyFrame(long now) {
    List<RtpPacket> packets = new ArrayList<>();
    if (!beganWithin(LONGEST_MICROS, now)) {
      return packets;
    }
    int octets = 0;
    for (long sequence = keyFrame; sequence <= highest; sequence++) {
      @Nullable Slot slot = slots[(int) (sequence & PLACES - 1)];
      if (slot != null && slot.sequence == sequence) {
        octets += slot.length;
        RtpPacket.parse(slot.data, 0, slot.length).ifPresent(packets::add);
      }
    }
    return octets <= MOST_OCTETS ? packets : List.of();
  }
}
