package org.televisit.kurento.rtp;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells a sender when each of its packets arrived, so that it can estimate the way to us
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01).
 */
public final class TransportFeedback {

  private static final int HEADER = 20;
  private static final int TICK_MICROS = 250;
  private static final int TICKS_PER_REFERENCE = 256;
  private static final int MOST_PACKETS = 1000;
  private static final int SYMBOLS_PER_VECTOR = 7;
  private static final int SMALL_DELTA = 1;
  private static final int LARGE_DELTA = 2;

  private final SequenceUnwrapper sequences = SequenceUnwrapper.ofSequences();
  private final TreeMap<Long, Long> arrivals = new TreeMap<>();
  private long next = -1;
  private int count;

  /** A packet with a transport-wide sequence number came. */
  public void received(int sequence, long now) {
    long unwrapped = sequences.unwrap(sequence);
    if (unwrapped >= next) {
      arrivals.putIfAbsent(unwrapped, now / TICK_MICROS);
    }
    if (arrivals.size() > MOST_PACKETS) {
      arrivals.pollFirstEntry();
    }
  }

  /**
   * The RTCP packet about all that came since the last one; empty if nothing did.
   *
   * @param sender our SSRC
   * @param media the SSRC of one of the peer's streams
   */
  public Optional<byte[]> report(int sender, int media) {
    if (arrivals.isEmpty()) {
      return Optional.empty();
    }
    long first = next < 0 || arrivals.firstKey() - next > MOST_PACKETS ? arrivals.firstKey() : next;
    long reference = arrivals.firstEntry().getValue() / TICKS_PER_REFERENCE;
    int packets = (int) Math.min(MOST_PACKETS, arrivals.lastKey() - first + 1);
    int[] symbols = new int[packets];
    byte[] deltas = new byte[2 * packets];
    int length = 0;
    long before = reference * TICKS_PER_REFERENCE;
    for (int i = 0; i < packets; i++) {
      @Nullable Long tick = arrivals.get(first + i);
      if (tick != null) {
        long delta = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, tick - before));
        before += delta;
        symbols[i] = delta >= 0 && delta <= 255 ? SMALL_DELTA : LARGE_DELTA;
        if (symbols[i] == LARGE_DELTA) {
          deltas[length++] = (byte) (delta >> 8);
        }
        deltas[length++] = (byte) delta;
      }
    }
    next = first + packets;
    arrivals.headMap(next).clear();
    return Optional.of(packet(sender, media, first, reference, symbols, deltas, length));
  }

  private byte[] packet(
      int sender, int media, long first, long reference, int[] symbols, byte[] deltas, int length) {
    byte[] chunks = chunks(symbols);
    int unpadded = HEADER + chunks.length + length;
    byte[] packet = new byte[unpadded + 3 & ~3];
    packet[0] = (byte) 0x8f;
    packet[1] = (byte) 205;
    Bytes.put16(packet, 2, packet.length / 4 - 1);
    Bytes.put32(packet, 4, sender);
    Bytes.put32(packet, 8, media);
    Bytes.put16(packet, 12, (int) first);
    Bytes.put16(packet, 14, symbols.length);
    Bytes.put24(packet, 16, (int) reference);
    packet[19] = (byte) count++;
    System.arraycopy(chunks, 0, packet, HEADER, chunks.length);
    System.arraycopy(deltas, 0, packet, HEADER + chunks.length, length);
    int padding = packet.length - unpadded;
    if (padding > 0) {
      packet[0] |= 0x20;
      packet[packet.length - 1] = (byte) padding;
    }
    return packet;
  }

  /** Runs of one symbol where they are long, else seven symbols of two bits each. */
  private static byte[] chunks(int[] symbols) {
    byte[] chunks = new byte[2 * symbols.length + 2];
    int length = 0;
    for (int at = 0; at < symbols.length; length += 2) {
      int run = run(symbols, at);
      if (run >= SYMBOLS_PER_VECTOR || at + run == symbols.length) {
        Bytes.put16(chunks, length, symbols[at] << 13 | run);
        at += run;
      } else {
        int vector = 0xc000;
        for (int i = 0; i < SYMBOLS_PER_VECTOR && at < symbols.length; i++, at++) {
          vector |= symbols[at] << (2 * (SYMBOLS_PER_VECTOR - 1 - i));
        }
        Bytes.put16(chunks, length, vector);
      }
    }
    return Arrays.copyOf(chunks, length);
  }

  private static int run(int[] symbols, int from) {
    int end = from;
    while (end < symbols.length && symbols[end] == symbols[from]) {
      end++;
    }
    return end - from;
  }
}
