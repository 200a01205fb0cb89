package org.televisit.kurento.rtp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last packets of a stream, as they were sent or before they were encrypted, for receivers that
 * miss one.
 */
final class PacketHistory {

  /** Some 5 s of video at 1.5 Mbit/s. */
  private static final int PACKETS = 1024;

  /** A receiver may ask twice before the first repetition reaches it. */
  private static final long PAUSE_MICROS = 20_000;

  private final byte[] @Nullable [] packets = new byte[PACKETS][];
  private final int[] sequences = new int[PACKETS];
  private final long[] sentAt = new long[PACKETS];

  void sent(int sequence, byte[] packet, long now) {
    int slot = sequence % PACKETS;
    packets[slot] = packet;
    sequences[slot] = sequence;
    sentAt[slot] = now;
  }

  /** The packet, to be sent again now; empty if it is too old or was sent just now. */
  Optional<byte[]> again(int sequence, long now) {
    int slot = sequence % PACKETS;
    byte @Nullable [] packet = packets[slot];
    if (packet == null || sequences[slot] != sequence || now - sentAt[slot] < PAUSE_MICROS) {
      return Optional.empty();
    }
    sentAt[slot] = now;
    return Optional.of(packet);
  }
}
