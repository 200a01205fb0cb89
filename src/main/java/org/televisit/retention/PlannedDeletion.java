package org.televisit.retention;

import java.time.LocalDate;

/**
 * What becomes of a recording, and why.
 *
 * @param policy under which it is deleted
 * @param day on which that is due, as the clinic counts days; later if a hold is released later
 */
public record PlannedDeletion(KeptRecording recording, Policy policy, LocalDate day) {

  /** Whether it stays although it is due. */
  public boolean isHeld() {
    return recording.held();
  }
}
