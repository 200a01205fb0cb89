package org.televisit.kurento.rtp;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes one continuous stream of packets that come from one stream after another: sequence numbers,
 * timestamps, and VP8's picture ids go on where the stream before ended.
 */
final class StreamRewriter {

  private boolean started;
  private int sourceSsrc;
  private SequenceUnwrapper sequences = SequenceUnwrapper.ofSequences();
  private long firstOfSource;
  private int sequenceOffset;
  private int timestampOffset;
  // Below 2^15, or a receiver that misses the first packets could guess the SRTP roll-over wrong.
  private int lastSequence = ThreadLocalRandom.current().nextInt(1 << 15);
  private int lastTimestamp = ThreadLocalRandom.current().nextInt();
  private long lastAt;
  private boolean pictureIdOpen;
  private int pictureIdOffset;
  private int lastPictureId;
  private int tl0Offset;
  private int lastTl0;

  /** Whether a packet goes on the current source stream. */
  boolean continues(RtpPacket packet) {
    return started && packet.ssrc() == sourceSsrc;
  }

  /** The next packet begins a new source stream, even if its SSRC is the same. */
  void interrupt() {
    started = false;
  }

  /** Begins a new source stream with this packet. */
  void begin(RtpPacket packet, long now, int clockRate) {
    int gap = lastAt == 0 ? 0 : (int) Math.max(1, (now - lastAt) * clockRate / 1_000_000);
    started = true;
    sourceSsrc = packet.ssrc();
    sequences = SequenceUnwrapper.ofSequences();
    firstOfSource = sequences.unwrap(packet.sequence());
    sequenceOffset = lastSequence + 1 - packet.sequence();
    timestampOffset = lastTimestamp + gap - packet.timestamp();
    pictureIdOpen = true;
  }

  /** Whether the packet is from before the current beginning: its number is not ours to give. */
  boolean precedesBeginning(RtpPacket packet) {
    return sequences.unwrap(packet.sequence()) < firstOfSource;
  }

  int sequence(RtpPacket packet, long now) {
    int sequence = packet.sequence() + sequenceOffset & 0xffff;
    if ((short) (sequence - lastSequence) > 0) {
      lastSequence = sequence;
      lastTimestamp = timestamp(packet.timestamp());
      lastAt = now;
    }
    return sequence;
  }

  int timestamp(int sourceTimestamp) {
    return sourceTimestamp + timestampOffset;
  }

  int sourceSsrc() {
    return sourceSsrc;
  }

  /** Rewrites the picture id and TL0PICIDX of a VP8 payload, in place. */
  void rewriteVp8(byte[] data, int at, int length) {
    Vp8Descriptor.parse(data, at, length).ifPresent(descriptor -> rewrite(data, at, descriptor));
  }

  private void rewrite(byte[] data, int at, Vp8Descriptor descriptor) {
    int idAt = at + descriptor.pictureIdAt();
    int tl0At = at + descriptor.tl0At();
    boolean hasId = descriptor.pictureIdAt() >= 0;
    boolean hasTl0 = descriptor.tl0At() >= 0;
    int id = !hasId ? 0 : descriptor.longPictureId() ? Bytes.u16(data, idAt) : data[idAt];
    if (pictureIdOpen) {
      pictureIdOpen = false;
      pictureIdOffset = lastPictureId + 1 - id;
      tl0Offset = hasTl0 ? lastTl0 + 1 - Bytes.u8(data, tl0At) : 0;
    }
    if (hasId) {
      lastPictureId = newer(lastPictureId, id + pictureIdOffset & 0x7fff);
      putPictureId(data, idAt, id + pictureIdOffset, descriptor.longPictureId());
    }
    if (hasTl0) {
      data[tl0At] = (byte) (data[tl0At] + tl0Offset);
      lastTl0 = Bytes.u8(data, tl0At);
    }
  }

  private static int newer(int one, int other) {
    return (other - one & 0x7fff) < 0x4000 ? other : one;
  }

  private static void putPictureId(byte[] data, int at, int id, boolean wide) {
    if (wide) {
      Bytes.put16(data, at, 0x8000 | (id & 0x7fff));
    } else {
      data[at] = (byte) (id & 0x7f);
    }
  }
}
