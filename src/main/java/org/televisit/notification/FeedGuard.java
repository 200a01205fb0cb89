package org.televisit.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts wrong feed addresses per address of the net. Guessing 256 bits is hopeless; this keeps
 * those who try from the database.
 */
@ApplicationScoped
class FeedGuard {

  static final Duration WINDOW = Duration.ofMinutes(1);

  /** A program whose address was revoked asks a few times; who asks more is guessing. */
  static final int MOST = 20;

  /** So much memory may a flood of source addresses take; then all strangers wait together. */
  private static final int MOST_ADDRESSES = 10_000;

  @Inject Clock clock;

  private final Map<String, Integer> misses = new HashMap<>();
  private Instant until = Instant.MIN;

  synchronized boolean isBarred(String from) {
    turn();
    return misses.getOrDefault(from, misses.size() < MOST_ADDRESSES ? 0 : MOST) >= MOST;
  }

  synchronized void missed(String from) {
    turn();
    misses.merge(from, 1, Integer::sum);
  }

  private void turn() {
    Instant now = clock.instant();
    if (!now.isBefore(until)) {
      misses.clear();
      until = now.plus(WINDOW);
    }
  }
}
