package org.televisit.scheduling;

import java.time.Duration;
import java.time.Instant;
import org.televisit.availability.TimeSlot;

/**
 * Whether the room of an appointment may be entered, and if not, why. A pure function of the
 * appointment and the server's time.
 *
 * @param reason OPEN, or why not
 * @param opens when the room opens or opened
 * @param closes when it closes at the latest, unless the visit is under way then
 */
public record Joinability(Reason reason, Instant opens, Instant closes) {

  /** How long before the slot the room opens. */
  static final Duration BEFORE = Duration.ofMinutes(15);

  /** How long after the slot the room stays open, as visits run late. */
  static final Duration AFTER = Duration.ofHours(2);

  /** In words for code; pages have a message for each. */
  public enum Reason {
    TOO_EARLY,
    OPEN,
    ENDED,
    CANCELLED
  }

  /**
   * The answer at {@code now}.
   *
   * @param begun whether the practitioner has let the patient in: such a visit is over when
   *     somebody ends it, never by the clock alone, as whoever lost their connection must get back;
   *     one that everybody has left is ended for them
   */
  static Joinability of(AppointmentStatus status, TimeSlot slot, boolean begun, Instant now) {
    Instant opens = slot.start().minus(BEFORE);
    Instant closes = slot.end().plus(AFTER);
    return new Joinability(
        switch (status) {
          case PENDING -> now.isBefore(opens) ? Reason.TOO_EARLY : Reason.CANCELLED; // not agreed
          case BOOKED, ARRIVED -> begun ? Reason.OPEN : reason(opens, closes, now);
          case FULFILLED -> Reason.ENDED;
          case CANCELLED, NOSHOW -> Reason.CANCELLED;
        },
        opens,
        closes);
  }

  private static Reason reason(Instant opens, Instant closes, Instant now) {
    if (now.isBefore(opens)) {
      return Reason.TOO_EARLY;
    }
    return now.isBefore(closes) ? Reason.OPEN : Reason.ENDED;
  }

  public boolean isOpen() {
    return reason == Reason.OPEN;
  }
}
