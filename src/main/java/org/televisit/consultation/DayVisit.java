package org.televisit.consultation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.televisit.consent.ConsentState;
import org.televisit.consent.Purpose;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.Joinability;

/**
 * One visit as the lists of a day show it.
 *
 * @param waiting for how long the patient has been waiting; null unless the patient waits
 * @param course since when it is in this state, and by how much it is late
 */
public record DayVisit(
    Appointment appointment,
    Joinability room,
    VisitState state,
    @Nullable Duration waiting,
    Course course,
    ConsentState patient,
    ConsentState practitioner) {

  /** Whether somebody should ring: it did not take place, or the patient has not come. */
  public boolean isToBeAskedAbout() {
    return state == VisitState.MISSED || course.absent();
  }

  /** Whether the practitioner may go in now. */
  public boolean isOpenToPractitioner() {
    return room.isOpen() && practitioner.permits(Purpose.TREATMENT);
  }

  /** Whether the patient may go in now. */
  public boolean isOpenToPatient() {
    return room.isOpen() && patient.permits(Purpose.TREATMENT);
  }

  /** Whether it still takes place, or could. */
  public boolean isAhead() {
    return switch (state) {
      case PLANNED, OPEN, WAITING, IN_PROGRESS -> true;
      case DONE, MISSED, NOSHOW, CANCELLED -> false;
    };
  }

  /**
   * Whose answers are missing: {@code none}, {@code patient}, {@code practitioner}, {@code both}.
   */
  public String getMissingConsents() {
    if (patient.isComplete()) {
      return practitioner.isComplete() ? "none" : "practitioner";
    }
    return practitioner.isComplete() ? "patient" : "both";
  }
}
