package org.televisit.scheduling;

import java.util.UUID;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;

/**
 * A wish for a visit.
 *
 * @param type code of a {@link VisitType}
 */
public record VisitWish(UUID patient, UUID practitioner, TimeSlot slot, String type) {

  /** The same visit at that time. */
  static VisitWish of(Appointment visit, TimeSlot slot) {
    return new VisitWish(
        visit.getPatient().id(), visit.getPractitioner().id(), slot, visit.getType());
  }

  /** What the audit trail calls a booking that has no appointment. */
  String entity() {
    return "practitioner/" + practitioner;
  }
}
