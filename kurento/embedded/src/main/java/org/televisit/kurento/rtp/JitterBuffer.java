package org.televisit.kurento.rtp;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a stream's packets in order again. A packet that is missing is waited for as long as it may
 * be repeated; then the stream goes on without it.
 */
public final class JitterBuffer {

  private static final long LONGEST_WAIT_MICROS = 500_000;
  private static final int MOST_PACKETS = 2048;

  /**
   * A packet in its place.
   *
   * @param payload a copy; empty for padding only
   * @param afterLoss whether the packets before it will never come
   * @param arrival when it came
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never shared
  public record Packet(
      int timestamp, boolean marker, byte[] payload, boolean afterLoss, long arrival) {

    Packet losing() {
      return new Packet(timestamp, marker, payload, true, arrival);
    }
  }

  private final SequenceUnwrapper sequences = SequenceUnwrapper.ofSequences();
  private final TreeMap<Long, Packet> packets = new TreeMap<>();
  private long next = -1;
  private boolean skipped;

  /** Takes a packet and gives out what is in order now. */
  public void add(RtpPacket packet, long now, Consumer<Packet> out) {
    long sequence = sequences.unwrap(packet.sequence());
    if (next < 0 || (skipped && sequence > next)) {
      next = sequence;
    }
    if (sequence < next) {
      drain(now, out);
      return;
    }
    Packet taken = new Packet(packet.timestamp(), packet.marker(), packet.payload(), false, now);
    if (sequence == next && packets.isEmpty()) {
      next++;
      out.accept(marked(taken, true));
      return;
    }
    packets.put(sequence, taken);
    drain(now, out);
  }

  /** Gives out what is in order now, or was waited for long enough. */
  public void drain(long now, Consumer<Packet> out) {
    Map.@Nullable Entry<Long, Packet> first = packets.firstEntry();
    while (first != null && mayGo(first, now)) {
      packets.pollFirstEntry();
      boolean whole = first.getKey() == next;
      next = first.getKey() + 1;
      out.accept(marked(first.getValue(), whole));
      first = packets.firstEntry();
    }
  }

  private Packet marked(Packet packet, boolean whole) {
    boolean loses = skipped || !whole;
    skipped = false;
    return loses ? packet.losing() : packet;
  }

  private boolean mayGo(Map.Entry<Long, Packet> first, long now) {
    return first.getKey() == next
        || now - first.getValue().arrival() >= LONGEST_WAIT_MICROS
        || packets.size() > MOST_PACKETS;
  }

  /** Whether a packet is waited for since so many microseconds, or longer. */
  public boolean waitsSince(long micros, long now) {
    Map.@Nullable Entry<Long, Packet> first = packets.firstEntry();
    return first != null && first.getKey() != next && now - first.getValue().arrival() >= micros;
  }

  /**
   * Begins anew with the packet that comes next: what came until now, or was sent before that one,
   * does not come out any more.
   */
  public void skip() {
    if (!packets.isEmpty()) {
      next = packets.lastKey() + 1;
      packets.clear();
    }
    skipped = true;
  }

  /** Gives out everything; nothing is waited for any more. */
  public void flush(Consumer<Packet> out) {
    drain(Long.MAX_VALUE, out);
  }
}
