package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;

/** Why patients come, in their words: read by who takes part in the visit, and audited. */
@ApplicationScoped
@Transactional
public class VisitReasons {

  @Inject VisitAccess access;
  @Inject AuditTrail trail;

  /**
   * What the patient wrote; empty if nothing, and then nothing is audited.
   *
   * @throws NotYourAppointmentException if the person takes no part in the visit; audited
   */
  public String read(Actor actor, AppointmentId id) {
    String reason = access.asParticipant(actor, id).reason();
    if (reason == null) {
      return "";
    }
    trail.done(actor, SchedulingAction.READ, id.entity(), "reason");
    return reason;
  }
}
