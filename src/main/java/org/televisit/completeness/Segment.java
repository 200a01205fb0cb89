package org.televisit.completeness;

import java.util.Locale;

/**
 * What is known of one stretch of somebody's time in the visit.
 *
 * @param cause why, as a code; empty where it is {@link Kind#STORED}
 */
public record Segment(Kind kind, String cause, Span span) {

  /** Of what kind. The first three share out the attendance; the last two lie outside of it. */
  public enum Kind {
    /** Sealed media. */
    STORED,
    /** Permitted, and yet there is no media. */
    GAP,
    /** Not to be recorded, and not recorded. */
    NOT_PERMITTED,
    /** Media of a moment for which the ledger has no connection; it was permitted. */
    AWAY,
    /** Media of a moment for which there was no permission. */
    UNPERMITTED;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
