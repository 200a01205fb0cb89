package org.televisit.kurento.rtp;

import java.util.Arrays;

/**
 * How much of a stream may be repeated: within a second as much as was sent anew in it, and {@value
 * #SPARE} octets. At 30 % loss 0.43 of what is sent is asked for again; who asks for more than all
 * of it would keep the thread busy that serves everybody.
 */
final class RepetitionBudget {

  /** For a stream that has just begun, or has become slow. */
  private static final int SPARE = 64 << 10;

  private static final int SLOTS = 10;
  private static final long SLOT_MICROS = 100_000;

  /** For each tenth of the last second, the octets that were sent anew less the repeated ones. */
  private final long[] balances = new long[SLOTS];

  private long slot;
  private long balance;

  void sent(int octets, long now) {
    book(octets, now);
  }

  void repeated(int octets, long now) {
    book(-octets, now);
  }

  /** Whether nothing may be repeated now. */
  boolean isSpent(long now) {
    turn(now);
    return balance + SPARE <= 0;
  }

  private void book(int octets, long now) {
    turn(now);
    balances[(int) (slot % SLOTS)] += octets;
    balance += octets;
  }

  /** Forgets what is more than a second ago. */
  private void turn(long now) {
    long current = Math.max(slot, now / SLOT_MICROS);
    if (current - slot >= SLOTS) {
      Arrays.fill(balances, 0);
      balance = 0;
      slot = current;
    }
    while (slot < current) {
      slot++;
      balance -= balances[(int) (slot % SLOTS)];
      balances[(int) (slot % SLOTS)] = 0;
    }
  }
}
