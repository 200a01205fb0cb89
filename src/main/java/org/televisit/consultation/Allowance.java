package org.televisit.consultation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How much one socket may still say: a token bucket that holds a burst of candidates and refills
 * steadily. One thread at a time.
 */
final class Allowance {

  private static final int BURST = 300;
  private static final int PER_SECOND = 50;
  private static final int MISTAKES = 5;

  private final Clock clock;
  private Instant filled;
  private double tokens = BURST;
  private int mistakes;

  Allowance(Clock clock) {
    this.clock = clock;
    this.filled = clock.instant();
  }

  /** Whether one more message is within bounds; counts it. */
  boolean takes() {
    Instant now = clock.instant();
    double earned = Duration.between(filled, now).toMillis() * PER_SECOND / 1000.0;
    tokens = Math.min(BURST, tokens + Math.max(0, earned)) - 1;
    filled = now;
    return tokens >= 0;
  }

  /** Counts a message that made no sense; false once there were too many. */
  boolean forgives() {
    return ++mistakes < MISTAKES;
  }
}
