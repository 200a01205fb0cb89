package org.televisit;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * When this machine stood still: a thread that does nothing but look at the clock could not do so
 * in time. Tests that hold the product to seconds take it off what they measure, so that a product
 * that is slow fails, and a machine that is not there does not.
 */
public final class Standstill {

  private static final Duration LOOK = Duration.ofMillis(20);

  /** Later than this is more than a busy machine. */
  private static final Duration LATE = Duration.ofMillis(120);

  private static final Queue<Standstill> SEEN = new ConcurrentLinkedQueue<>();

  static {
    Thread watch = new Thread(Standstill::look, "standstill");
    watch.setDaemon(true);
    watch.setPriority(Thread.MAX_PRIORITY);
    watch.start();
  }

  private final Instant from;
  private final Instant to;

  private Standstill(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /** From now on; to be called before what is measured begins. */
  public static void watch() {
    // the class is there, and so is its thread
  }

  /** For how long between two moments since {@link #watch}. */
  public static Duration within(Instant from, Instant to) {
    return SEEN.stream()
        .map(still -> still.overlap(from, to))
        .filter(overlap -> !overlap.isNegative())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** How long something took that this machine was there for. */
  public static Duration without(Instant from, Instant to) {
    return Duration.between(from, to).minus(within(from, to));
  }

  private Duration overlap(Instant earliest, Instant latest) {
    return Duration.between(
        from.isAfter(earliest) ? from : earliest, to.isBefore(latest) ? to : latest);
  }

  private static void look() {
    Instant last = Instant.now();
    while (true) {
      LockSupport.parkNanos(LOOK.toNanos());
      Instant now = Instant.now();
      if (Duration.between(last, now).compareTo(LATE) > 0) {
        SEEN.add(new Standstill(last, now));
      }
      last = now;
    }
  }
}
