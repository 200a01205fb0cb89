package org.televisit.consent;

import java.time.Duration;
import java.time.Instant;

/**
 * When somebody said something about a consent, and when this clinic heard it: later, where a
 * connection was lost or what was heard at first got lost with the server that heard it.
 *
 * @param said decides which of two answers is the newer one; never later than heard
 * @param heard by the clinic's own clock; what is written down is dated so
 */
public record Saying(Instant said, Instant heard) {

  /** Checks the order of the two. */
  public Saying {
    if (said.isAfter(heard)) {
      throw new IllegalArgumentException("heard before it was said");
    }
  }

  /** Heard as it was said. */
  public static Saying at(Instant moment) {
    return new Saying(moment, moment);
  }

  /**
   * Heard now, and said before.
   *
   * @param ago how long before, as the browser of who said it has measured; nothing can rely on it
   * @param earliest when it can have been said at the earliest
   */
  public static Saying ago(Duration ago, Instant heard, Instant earliest) {
    Instant said = ago.isNegative() ? heard : heard.minus(ago);
    if (said.isBefore(earliest)) {
      said = earliest;
    }
    return new Saying(said.isAfter(heard) ? heard : said, heard);
  }
}
