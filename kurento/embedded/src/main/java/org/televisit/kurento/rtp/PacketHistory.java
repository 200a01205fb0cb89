package org.televisit.kurento.rtp;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last packets of a stream, as they were sent or before they were encrypted, for receivers that
 * miss one. It grows until it holds {@value #MEMORY_MICROS} µs, and its arrays are used again and
 * again: packets that live for seconds would else be the costliest garbage of all.
 */
final class PacketHistory {

  /** Longer than any receiver asks for a packet again: its picture would be long over. */
  private static final long MEMORY_MICROS = 2_000_000;

  private static final int FEWEST = 64;
  private static final int MOST = 2048;

  /** Sizes are rounded up to this, so that an array fits the next packet, too. */
  private static final int GRAIN = 256;

  /** A receiver may ask twice before the first repetition reaches it. */
  private static final long PAUSE_MICROS = 20_000;

  /** A place, and the packet in it. */
  private static final class Slot {
    private byte[] data = new byte[0];
    private int length;
    private int sequence;
    private long sentAt;
  }

  private @Nullable Slot[] slots = new Slot[FEWEST];

  void sent(int sequence, byte[] packet, int length, long now) {
    @Nullable Slot slot = slots[sequence & slots.length - 1];
    if (slot != null
        && slot.sequence != sequence
        && now - slot.sentAt < MEMORY_MICROS
        && slots.length < MOST) {
      grow();
      slot = slots[sequence & slots.length - 1];
    }
    if (slot == null) {
      slot = new Slot();
      slots[sequence & slots.length - 1] = slot;
    }
    if (slot.data.length < length) {
      slot.data = new byte[(length + GRAIN - 1) / GRAIN * GRAIN];
    }
    System.arraycopy(packet, 0, slot.data, 0, length);
    slot.length = length;
    slot.sequence = sequence;
    slot.sentAt = now;
  }

  private void grow() {
    @Nullable Slot[] wider = new Slot[2 * slots.length];
    for (@Nullable Slot slot : slots) {
      if (slot != null) {
        wider[slot.sequence & wider.length - 1] = slot;
      }
    }
    slots = wider;
  }

  /** The packet, to be sent again now; empty if it is too old or was sent just now. */
  Optional<byte[]> again(int sequence, long now) {
    @Nullable Slot slot = slots[sequence & slots.length - 1];
    if (slot == null || slot.sequence != sequence || now - slot.sentAt < PAUSE_MICROS) {
      return Optional.empty();
    }
    slot.sentAt = now;
    return Optional.of(Arrays.copyOf(slot.data, slot.length));
  }
}
