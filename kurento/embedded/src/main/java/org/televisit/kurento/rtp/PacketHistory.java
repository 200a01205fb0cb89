package org.televisit.kurento.rtp;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The packets of the last {@value #MEMORY_MICROS} µs of a stream, as they were sent or before they
 * were encrypted, for receivers that miss one.
 */
final class PacketHistory {

  /** Longer than any receiver asks for a packet again: its picture would be long over. */
  private static final long MEMORY_MICROS = 2_000_000;

  /** So many microseconds of 8 Mbit/s. */
  private static final int MOST_OCTETS = 2 << 20;

  /** A receiver may ask twice before the first repetition reaches it. */
  private static final long PAUSE_MICROS = 20_000;

  private final PacketRing packets = new PacketRing(MEMORY_MICROS, MOST_OCTETS);

  void sent(int sequence, byte[] packet, int length, long now) {
    PacketRing.Place place = packets.put(sequence, length, now);
    System.arraycopy(packet, 0, place.octets(), place.at(), length);
  }

  /** The packet, to be sent again now; empty if it is too old or was sent just now. */
  Optional<byte[]> again(int sequence, long now) {
    PacketRing.@Nullable Place place = packets.find(sequence);
    if (place == null
        || now - place.usedAt() < PAUSE_MICROS
        || now - place.usedAt() > MEMORY_MICROS) {
      return Optional.empty();
    }
    place.use(now);
    return Optional.of(Arrays.copyOfRange(place.octets(), place.at(), place.at() + place.length()));
  }
}
