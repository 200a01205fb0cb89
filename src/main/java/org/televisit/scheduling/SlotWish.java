package org.televisit.scheduling;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What kind of time is looked for.
 *
 * @param practitioner null for whoever is free first
 * @param visitType code of a kind of visit
 * @param from the slot begins at this moment at the earliest
 * @param to the slot ends at this moment at the latest
 * @param most how many slots, at least one
 */
public record SlotWish(
    @Nullable UUID practitioner, String visitType, Instant from, Instant to, int most) {

  /**
   * @throws IllegalArgumentException if fewer than one slot is wanted
   */
  public SlotWish {
    if (most < 1) {
      throw new IllegalArgumentException("wants " + most + " slots");
    }
  }
}
