package org.televisit.consultation;

import org.televisit.audit.AuditTrail;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.scheduling.AppointmentId;

/** What only the practitioner of a visit may do in its room. */
record RoomRights(AppointmentId visit, AuditTrail trail) {

  /**
   * Whether something is refused; the refusal is audited then, and told to who asked.
   *
   * @param possible whether the room is in a state in which the practitioner may
   */
  boolean refuse(Visitor visitor, ConsultationAction what, boolean possible) {
    if (visitor.isPractitioner() && possible) {
      return false;
    }
    trail.refused(visitor.actor(), what, visit.entity());
    visitor.line().send(new Problem(Problem.Code.NOT_ALLOWED));
    return true;
  }
}
