package org.televisit.availability;

import java.time.Duration;

/**
 * What booking is bound to, clinic wide. The clinic's office is not bound by notice, horizon and
 * cancelling.
 *
 * @param minimumNotice how long before its start a patient must book a visit; possibly zero
 * @param horizon how far ahead a patient may book; whole days
 * @param holdFor how long a slot is kept for somebody who fills in the booking
 * @param cancelUntil until how long before its start a patient may cancel or move a visit
 */
public record BookingRules(
    Duration minimumNotice, Duration horizon, Duration holdFor, Duration cancelUntil) {

  private static final Duration LONGEST_WAIT = Duration.ofDays(30);
  private static final Duration LONGEST_HORIZON = Duration.ofDays(730);
  private static final Duration LONGEST_HOLD = Duration.ofHours(1);

  /** Whether the database would take them. */
  boolean isInBounds() {
    return isBetween(Duration.ZERO, minimumNotice, LONGEST_WAIT)
        && isBetween(Duration.ofDays(1), horizon, LONGEST_HORIZON)
        && isBetween(Duration.ofMinutes(1), holdFor, LONGEST_HOLD)
        && isBetween(Duration.ZERO, cancelUntil, LONGEST_WAIT)
        && horizon.compareTo(minimumNotice) > 0;
  }

  private static boolean isBetween(Duration least, Duration length, Duration most) {
    return least.compareTo(length) <= 0 && length.compareTo(most) <= 0;
  }
}
