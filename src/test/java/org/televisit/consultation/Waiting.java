package org.televisit.consultation;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what cannot announce itself to a test: a row, a file. */
public final class Waiting {

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final long PAUSE_NANOS = 100_000_000;

  private Waiting() {}

  /** The first value that is as wanted; fails with the last one if none comes in time. */
  public static <T> T until(Callable<T> look, Predicate<T> wanted) {
    return until(LONGEST, look, wanted);
  }

  /** The same, where a server has to start before. */
  static <T> T until(Duration longest, Callable<T> look, Predicate<T> wanted) {
    Instant deadline = Instant.now().plus(longest);
    while (true) {
      T value;
      try {
        value = look.call();
      } catch (Exception e) {
        return fail(e);
      }
      if (wanted.test(value)) {
        return value;
      }
      if (Instant.now().isAfter(deadline)) {
        return fail("still " + value + " after " + longest.toSeconds() + " s");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
