package org.televisit.consultation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.televisit.audit.AuditTrail;
import org.televisit.consent.ConsentService;
import org.televisit.consent.Purpose;
import org.televisit.consultation.ServerMessage.Bye;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.Joinability;
import org.televisit.scheduling.SchedulingService;

/** Decides who may enter a room: a participant, at its time, who agreed to treatment by video. */
@ApplicationScoped
class Entrance {

  @Inject SchedulingService scheduling;
  @Inject ConsentService consents;
  @Inject AuditTrail trail;

  /**
   * The part that this person has in the visit.
   *
   * @throws RefusedException with the reason that the person may know; the refusal is audited
   */
  Role admit(Actor person, AppointmentId visit) {
    Appointment appointment = appointment(person, visit);
    Joinability room = scheduling.joinability(appointment);
    if (!room.isOpen()) {
      Bye.Reason reason =
          room.reason() == Joinability.Reason.TOO_EARLY ? Bye.Reason.TOO_EARLY : Bye.Reason.OVER;
      throw refusal(person, visit, reason);
    }
    Role role = scheduling.roleIn(appointment, person.subject());
    if (!consents.permits(visit, treated(appointment, person, role), Purpose.TREATMENT)) {
      throw refusal(person, visit, Bye.Reason.CONSENT_MISSING);
    }
    return role;
  }

  /** Whose treatment must be agreed to: who accompanies somebody comes for that person's. */
  private static String treated(Appointment appointment, Actor person, Role role) {
    return role == Role.RELATED_PERSON ? appointment.getPatient().subject() : person.subject();
  }

  private Appointment appointment(Actor person, AppointmentId visit) {
    try {
      return scheduling.asParticipant(person, visit);
    } catch (NotFoundException e) { // also: not theirs; that refusal has been audited
      throw new RefusedException(Bye.Reason.NOT_YOURS);
    }
  }

  private RefusedException refusal(Actor person, AppointmentId visit, Bye.Reason reason) {
    trail.refused(person, ConsultationAction.JOIN, visit.entity());
    return new RefusedException(reason);
  }

  /** Nobody enters. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Bye.Reason reason;

    RefusedException(Bye.Reason reason) {
      super("refused: " + reason);
      this.reason = reason;
    }

    Bye.Reason reason() {
      return reason;
    }
  }
}
