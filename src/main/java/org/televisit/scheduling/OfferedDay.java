package org.televisit.scheduling;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * The times of one day as a page offers them.
 *
 * @param start an instant of that day
 */
public record OfferedDay(Instant start, List<OfferedTime> times) implements Serializable {

  /**
   * One time.
   *
   * @param practitioner name, for the list of whoever is free first
   */
  public record OfferedTime(FoundSlot slot, String practitioner) implements Serializable {}
}
