package org.televisit.kurento.rtp;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The last packets of a stream, one behind the other in chunks of memory that are used again and
 * again. There are as many chunks as the time that is to be kept needs: packets that live for
 * seconds would be the costliest garbage of all as arrays of their own, and in places of one size
 * for all they would take twice the memory.
 */
final class PacketRing {

  private static final int CHUNK = 16 << 10;
  private static final int FEWEST_PLACES = 64;

  /** A power of two, and far from half of all sequence numbers. */
  private static final int MOST_PLACES = 2048;

  /** Memory for packets that come one after the other. */
  private static final class Chunk {
    private final byte[] octets;
    private int end;
    private long newest;

    Chunk(int size) {
      octets = new byte[size];
    }

    boolean hasRoom(int length) {
      return end + length <= octets.length;
    }
  }

  /** A packet that is here. */
  static final class Place {
    private long number;
    private @Nullable Chunk chunk;
    private int at;
    private int length;
    private long usedAt;

    /** The array that it lies in, until the next one is put. */
    byte[] octets() {
      if (chunk == null) {
        throw new IllegalStateException("the packet is not here any more");
      }
      return chunk.octets;
    }

    int at() {
      return at;
    }

    int length() {
      return length;
    }

    /** When it was put, or {@link #use used} last. */
    long usedAt() {
      return usedAt;
    }

    void use(long now) {
      usedAt = now;
    }
  }

  private final long memoryMicros;
  private final int mostChunks;
  private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();

  /** In the order in which they came, from the oldest on; used again and again. */
  private @Nullable Place[] places = new Place[FEWEST_PLACES];

  private int oldest;
  private int count;

  /** The same by their numbers. */
  private @Nullable Place[] byNumber = new Place[2 * FEWEST_PLACES];

  /**
   * @param memoryMicros for how long a packet is kept at least
   * @param mostOctets more than which are not kept, however young they are
   */
  PacketRing(long memoryMicros, int mostOctets) {
    this.memoryMicros = memoryMicros;
    this.mostChunks = (mostOctets + CHUNK - 1) / CHUNK;
  }

  /**
   * Makes room for a packet, to be written there; one that had the number before is found no more.
   */
  Place put(long number, int length, long now) {
    if (count == MOST_PLACES) {
      forgetOldest();
    }
    @Nullable Chunk last = chunks.peekLast();
    Chunk chunk = last != null && last.hasRoom(length) ? last : next(length, now);
    Place place = place();
    place.number = number;
    place.chunk = chunk;
    place.at = chunk.end;
    place.length = length;
    place.usedAt = now;
    byNumber[(int) (number & byNumber.length - 1)] = place;
    chunk.end += length;
    chunk.newest = now;
    return place;
  }

  /** The packet of a number; null if it is not here any more. */
  @Nullable Place find(long number) {
    @Nullable Place place = byNumber[(int) (number & byNumber.length - 1)];
    return place != null && place.chunk != null && place.number == number ? place : null;
  }

  /** How much memory is taken for packets. */
  int octets() {
    return chunks.stream().mapToInt(chunk -> chunk.octets.length).sum();
  }

  /** The oldest chunk if it is over, or else another one. */
  private Chunk next(int length, long now) {
    boolean again = !chunks.isEmpty() && (chunks.size() >= mostChunks || isOver(memoryMicros, now));
    Chunk chunk = again ? forgetChunk() : new Chunk(CHUNK);
    chunk.end = 0;
    if (!chunk.hasRoom(length)) {
      chunk = new Chunk(length); // larger than any datagram
    }
    while (!chunks.isEmpty() && isOver(2 * memoryMicros, now)) {
      Chunk unused = forgetChunk(); // the stream has become slower
    }
    chunks.addLast(chunk);
    return chunk;
  }

  /** Whether the oldest chunk's packets are as old as this, or have all been forgotten. */
  private boolean isOver(long micros, long now) {
    Chunk chunk = chunks.getFirst();
    return now - chunk.newest >= micros || count == 0 || first().chunk != chunk;
  }

  private Chunk forgetChunk() {
    Chunk chunk = chunks.removeFirst();
    while (count > 0 && first().chunk == chunk) {
      forgetOldest();
    }
    return chunk;
  }

  private Place first() {
    @Nullable Place place = places[oldest];
    if (place == null) {
      throw new IllegalStateException("there is no packet");
    }
    return place;
  }

  private void forgetOldest() {
    first().chunk = null;
    oldest = oldest + 1 & places.length - 1;
    count--;
  }

  /** The next one in order. */
  private Place place() {
    if (count == places.length) {
      widen();
    }
    int index = oldest + count++ & places.length - 1;
    @Nullable Place known = places[index];
    Place place = known == null ? new Place() : known;
    places[index] = place;
    return place;
  }

  private void widen() {
    @Nullable Place[] wider = new Place[2 * places.length];
    @Nullable Place[] found = new Place[2 * wider.length];
    for (int i = 0; i < count; i++) {
      @Nullable Place place = places[oldest + i & places.length - 1];
      if (place != null) {
        wider[i] = place;
        found[(int) (place.number & found.length - 1)] = place;
      }
    }
    places = wider;
    oldest = 0;
    byNumber = found;
  }
}
