package org.televisit.compliance;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Remembers what was done, so that it is not done again before its time. Forgets rather than grows:
 * a deed that was forgotten is done once more. Safe for use by many threads.
 */
final class Once {

  private final ConcurrentMap<String, Instant> done = new ConcurrentHashMap<>();
  private final int most;

  /**
   * @param most deeds to remember
   */
  Once(int most) {
    this.most = most;
  }

  /**
   * Does the deed unless it was done under this key already; who comes second waits for the first.
   * A deed that throws was not done.
   *
   * @param until when it may be done again
   */
  void unlessDone(String key, Instant now, Instant until, Runnable deed) {
    if (done.size() >= most) {
      done.values().removeIf(end -> !now.isBefore(end));
    }
    if (done.size() >= most) {
      done.clear();
    }
    done.compute(
        key,
        (same, end) -> {
          if (end != null && now.isBefore(end)) {
            return end;
          }
          deed.run();
          return until;
        });
  }
}
