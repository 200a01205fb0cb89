package org.televisit.kurento.transport;

import java.util.Arrays;

/**
 * Which sequence numbers of one stream were protected: none may be a second time, for with AES-GCM
 * this would give the authentication key away (RFC 7714, 5.1). It remembers further back than the
 * SRTP library, which refuses what is 64 packets late: on a lossy line repairs are later than that.
 */
final class NonceGuard {

  /** A power of two; seconds of video, and far from half of all numbers. */
  private static final int MEMORY = 4096;

  private final long[] seen = new long[MEMORY / Long.SIZE];
  private long highest = -1;

  /** Whether a number comes for the first time; if it is older than the memory, nobody knows. */
  boolean isFirst(int sequence) {
    if (highest < 0) {
      highest = sequence + 0x10000L; // so that an earlier one is not negative
      mark(highest);
      return true;
    }
    long number = highest + (short) (sequence - (int) highest);
    if (number <= highest) {
      return highest - number < MEMORY && mark(number);
    }
    if (number - highest >= MEMORY) {
      Arrays.fill(seen, 0);
    } else {
      for (long skipped = highest + 1; skipped < number; skipped++) {
        seen[word(skipped)] &= ~bit(skipped);
      }
      seen[word(number)] &= ~bit(number);
    }
    highest = number;
    return mark(number);
  }

  private boolean mark(long number) {
    boolean fresh = (seen[word(number)] & bit(number)) == 0;
    seen[word(number)] |= bit(number);
    return fresh;
  }

  private static int word(long number) {
    return (int) (number % MEMORY) / Long.SIZE;
  }

  private static long bit(long number) {
    return 1L << number;
  }
}
