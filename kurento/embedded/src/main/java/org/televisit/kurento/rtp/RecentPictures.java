package org.televisit.kurento.rtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last packets of a video stream, so that who begins to watch gets a picture from here instead
 * of waiting for the next key frame. What is older than a second is not given to anybody: nobody
 * shall see what was before the camera before they came.
 */
final class RecentPictures {

  /** A key frame that is older, or that more has followed, is not worth catching up from. */
  private static final long LONGEST_MICROS = 1_000_000;

  private static final int MOST_OCTETS = 192 << 10;

  /** A second of 2 Mbit/s. */
  private static final int PLACES = 256;

  private static final int HEADER = 12;

  /** Has room for some more, so that what is worth beginning with is never cut. */
  private final PacketRing ring = new PacketRing(LONGEST_MICROS, 2 * MOST_OCTETS);

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
    put(sequence, packet, now);
    boolean sameFrame = keyFrame >= 0 && packet.timestamp() == keyTimestamp;
    if (key && (sameFrame ? sequence < keyFrame : sequence > keyFrame)) {
      keyFrame = sequence;
      if (!sameFrame) {
        keyTimestamp = packet.timestamp();
        keyFrameAt = now;
      }
    }
  }

  private void put(long sequence, RtpPacket packet, long now) {
    PacketRing.Place place = ring.put(sequence, HEADER + packet.payloadLength(), now);
    byte[] data = place.octets();
    int at = place.at();
    data[at] = (byte) 0x80;
    data[at + 1] = (byte) (packet.payloadType() | (packet.marker() ? 0x80 : 0));
    Bytes.put16(data, at + 2, packet.sequence());
    Bytes.put32(data, at + 4, packet.timestamp());
    Bytes.put32(data, at + 8, packet.ssrc());
    System.arraycopy(
        packet.buffer(), packet.payloadOffset(), data, at + HEADER, packet.payloadLength());
  }

  /** Whether a key frame has begun within the last {@code micros}, and is still here. */
  boolean beganWithin(long micros, long now) {
    return keyFrame >= 0
        && now - keyFrameAt <= micros
        && highest - keyFrame < PLACES
        && ring.find(keyFrame) != null;
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
      PacketRing.@Nullable Place place = ring.find(sequence);
      if (place != null) {
        octets += place.length();
        RtpPacket.parse(place.octets(), place.at(), place.length()).ifPresent(packets::add);
      }
    }
    return octets <= MOST_OCTETS ? packets : List.of();
  }
}
