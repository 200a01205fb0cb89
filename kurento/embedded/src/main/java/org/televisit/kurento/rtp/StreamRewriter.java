package org.televisit.kurento.rtp;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes one continuous stream of packets that come from one stream after another: sequence numbers,
 * timestamps, and the picture ids of VP8 and VP9 go on where the stream before ended.
 */
final class StreamRewriter {

  private static final int PAST_STEP_MICROS = 1_000;

  /** No packet of the past comes when so many units of time have gone by. */
  private static final int LATEST = 1 << 20;

  private boolean started;
  private int sourceSsrc;
  private SequenceUnwrapper sequences = SequenceUnwrapper.ofSequences();
  private long firstOfSource;
  private int sequenceOffset;
  private int timestampOffset;
  private int[] pictures = {};
  private int step;
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

  /**
   * Begins a new source stream with packets of it. Where they are several pictures, all but the
   * newest are of the past: their timestamps lie {@value #PAST_STEP_MICROS} µs apart, so that the
   * receiver hurries through them and is not late for ever after.
   *
   * @param packets in order, at least one
   */
  void begin(List<RtpPacket> packets, long now, int clockRate) {
    RtpPacket first = packets.get(0);
    int gap = lastAt == 0 ? 0 : (int) Math.max(1, (now - lastAt) * clockRate / 1_000_000);
    started = true;
    sourceSsrc = first.ssrc();
    sequences = SequenceUnwrapper.ofSequences();
    firstOfSource = sequences.unwrap(first.sequence());
    sequenceOffset = lastSequence + 1 - first.sequence();
    pictures = packets.stream().mapToInt(RtpPacket::timestamp).distinct().toArray();
    int past = pictures.length - 1;
    int newest = pictures[past];
    step = clockRate / (1_000_000 / PAST_STEP_MICROS);
    if (lastAt != 0 && past > 0) {
      step = Math.max(1, Math.min(step, (gap - 1) / past));
      gap = Math.max(gap, past * step + 1);
    }
    timestampOffset = lastTimestamp + gap - newest;
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

  /** That of a packet. */
  int timestamp(int sourceTimestamp) {
    int newest = pictures.length == 0 ? sourceTimestamp : pictures[pictures.length - 1];
    if (sourceTimestamp - newest >= 0) {
      if (sourceTimestamp - newest > LATEST) {
        pictures = new int[0]; // or they would be the future once the clock has gone half round
      }
      return live(sourceTimestamp);
    }
    int index = 0;
    while (sourceTimestamp - pictures[index] > 0) {
      index++;
    }
    boolean between = sourceTimestamp != pictures[index]; // one that was lost and comes after all
    return live(newest) - (pictures.length - 1 - index) * step - (between ? step / 2 : 0);
  }

  /** That of an instant from the beginning on. */
  int live(int sourceTimestamp) {
    return sourceTimestamp + timestampOffset;
  }

  int sourceSsrc() {
    return sourceSsrc;
  }

  /** Rewrites the picture id and TL0PICIDX of a payload, in place, if its codec has them. */
  void rewriteNumbers(Codec codec, byte[] data, int at, int length) {
    PictureNumbers.of(codec, data, at, length).ifPresent(numbers -> rewrite(data, at, numbers));
  }

  private void rewrite(byte[] data, int at, PictureNumbers descriptor) {
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
