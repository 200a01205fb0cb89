package org.televisit.kurento.rtp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which packets of a stream are missing, and when to ask for them (again). */
final class NackTracker {

  /** A packet may be overtaken; it counts as lost after this, or when several came after it. */
  private static final long REORDER_MICROS = 10_000;

  private static final int REORDER_PACKETS = 3;
  private static final long RETRY_MICROS = 80_000;
  private static final int MOST_TRIES = 8;
  private static final long GIVE_UP_MICROS = 1_000_000;

  /** A larger gap is a new beginning, not loss: asking for all of it would be a flood. */
  private static final int LARGEST_GAP = 300;

  private final SequenceUnwrapper sequences = SequenceUnwrapper.ofSequences();
  private final TreeMap<Long, Gap> missing = new TreeMap<>();
  private long highest = -1;

  /** One packet that has not come. */
  private static final class Gap {
    final long since;
    long askedAt;
    int tries;

    Gap(long since) {
      this.since = since;
    }
  }

  void received(int sequence, long now) {
    long unwrapped = sequences.unwrap(sequence);
    if (highest < 0) {
      highest = unwrapped;
    } else if (unwrapped <= highest) {
      missing.remove(unwrapped);
    } else if (unwrapped - highest > LARGEST_GAP) {
      missing.clear();
      highest = unwrapped;
    } else {
      for (long lost = highest + 1; lost < unwrapped; lost++) {
        missing.put(lost, new Gap(now));
      }
      highest = unwrapped;
    }
  }

  /** A repetition came. Whether the packet was still missing. */
  boolean repaired(int sequence) {
    return missing.remove(sequences.peek(sequence)) != null;
  }

  /** What to ask for now; the same again only after a while. */
  List<Integer> due(long now) {
    if (missing.isEmpty()) {
      return List.of();
    }
    List<Integer> due = new ArrayList<>();
    for (Iterator<Map.Entry<Long, Gap>> all = missing.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Long, Gap> entry = all.next();
      Gap gap = entry.getValue();
      if (gap.tries >= MOST_TRIES || now - gap.since > GIVE_UP_MICROS) {
        all.remove();
      } else if (isDue(gap, entry.getKey(), now)) {
        gap.askedAt = now;
        gap.tries++;
        due.add((int) (entry.getKey() & 0xffff));
      }
    }
    return due;
  }

  private boolean isDue(Gap gap, long sequence, long now) {
    if (gap.tries > 0) {
      return now - gap.askedAt >= RETRY_MICROS;
    }
    return now - gap.since >= REORDER_MICROS || highest - sequence >= REORDER_PACKETS;
  }
}
