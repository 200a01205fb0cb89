package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.televisit.availability.TimeSlot;

/** On which terms time is given away at this moment. */
@ApplicationScoped
class BookingTerms {

  private static final Duration HOLD = Duration.ofMinutes(5);

  @Inject Clock clock;

  Instant now() {
    return clock.instant();
  }

  /** When what is held now is over. */
  Instant holdEnds(Instant now) {
    return now.plus(HOLD);
  }

  /** What the practitioner keeps free around a visit of that kind. */
  Buffers buffers(String visitType) {
    return Buffers.NONE;
  }

  /**
   * Whether that time may be taken.
   *
   * @throws SlotRefusedException if the clinic's rules forbid it
   */
  void check(Standing standing, VisitWish wish, Instant now) {
    if (!wish.slot().start().isAfter(now)) {
      throw new SlotRefusedException(SlotRefusedException.Reason.PAST);
    }
  }

  /**
   * Whether a visit may still be called off or moved.
   *
   * @throws NotCancellableException if it begins too soon for a patient to do so
   */
  void checkChange(Standing standing, TimeSlot slot, Instant now) {}
}
