package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relation;
import org.televisit.identity.RelationTerm;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;

/** Who may see a visit and who may change it; a refusal is audited. */
@ApplicationScoped
class VisitAccess {

  @Inject Appointments appointments;
  @Inject People people;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  /** See {@link SchedulingService#get}. */
  Appointment get(Actor actor, AppointmentId id) {
    Appointment appointment = existing(id);
    if (!actor.is(Role.CLINIC_ADMIN) && part(appointment, actor.subject()).isEmpty()) {
      throw refuse(actor, id);
    }
    return appointment;
  }

  /** See {@link SchedulingService#asParticipant}. */
  Appointment asParticipant(Actor actor, AppointmentId id) {
    Appointment appointment = existing(id);
    if (part(appointment, actor.subject()).isEmpty()) {
      throw refuse(actor, id);
    }
    return appointment;
  }

  /** See {@link SchedulingService#forReview}. */
  Appointment existing(AppointmentId id) {
    return appointments.find(id).orElseThrow(() -> new NotFoundException("no " + id.entity()));
  }

  Optional<Role> part(Appointment appointment, String subject) {
    return appointment
        .part(subject)
        .or(() -> relation(appointment, subject).map(relation -> Role.RELATED_PERSON));
  }

  /** Whether this person comes to the visit in the patient's place. */
  boolean standsIn(Appointment appointment, String subject) {
    return relation(appointment, subject).filter(Relation::represents).isPresent();
  }

  List<Relation> accompanying(Appointment appointment) {
    return people.relations(appointment.getPatient().id());
  }

  List<RelationTerm> everAccompanying(Appointment appointment) {
    return people.relationTerms(appointment.getPatient().id());
  }

  /**
   * On whose side this person changes a visit.
   *
   * @throws NotYourAppointmentException if the person has no part in it; audited
   * @throws NotAllowedException if the person only comes along; audited
   */
  Standing standing(Actor actor, Appointment appointment, SchedulingAction action) {
    if (actor.is(Role.CLINIC_ADMIN)) {
      return Standing.CLINIC;
    }
    Role role =
        part(appointment, actor.subject()).orElseThrow(() -> refuse(actor, appointment.getId()));
    if (role == Role.PRACTITIONER) {
      return Standing.CLINIC;
    }
    if (role == Role.PATIENT || standsIn(appointment, actor.subject())) {
      return Standing.PATIENT;
    }
    throw refuse(actor, action, appointment.getId().entity());
  }

  /**
   * On whose side this person takes time for a patient.
   *
   * @throws NotAllowedException if the person is neither of the office, nor that practitioner, nor
   *     that patient, nor their representative; audited
   */
  Standing standing(Actor actor, VisitWish wish, SchedulingAction action) {
    if (actor.is(Role.CLINIC_ADMIN) || is(actor, people.practitioner(wish.practitioner()))) {
      return Standing.CLINIC;
    }
    if (mayBookFor(actor, wish.patient())) {
      return Standing.PATIENT;
    }
    throw refuse(actor, action, wish.entity());
  }

  /** Whether the person is that patient or represents them now. */
  boolean mayBookFor(Actor actor, UUID patient) {
    return is(actor, people.patient(patient))
        || people.relations(patient).stream()
            .anyMatch(r -> r.represents() && r.person().subject().equals(actor.subject()));
  }

  /** See {@link SchedulingService#joinability}. */
  Joinability joinability(Appointment appointment) {
    return appointment.joinability(clock.instant());
  }

  /** What the waiting list holds for patients for whom this person may book. */
  List<Appointment> offers(Actor actor) {
    return appointments.offers(viewer(actor)).stream()
        .filter(offer -> mayBookFor(actor, offer.getPatient().id()))
        .toList();
  }

  /**
   * Lets only those through who may take time for that patient.
   *
   * @throws NotAllowedException for everybody else; audited
   */
  void checkBooking(Actor actor, UUID patient, SchedulingAction action) {
    if (!actor.is(Role.CLINIC_ADMIN) && !mayBookFor(actor, patient)) {
      throw refuse(actor, action, "patient/" + patient);
    }
  }

  /** See {@link SchedulingService#isHeld}. */
  boolean isHeld(Appointment appointment) {
    return appointment.isHeld(clock.instant());
  }

  Appointments.Viewer viewer(Actor actor) {
    return new Appointments.Viewer(actor.subject(), clock.instant());
  }

  /** To be thrown where a person may not do something; audited. */
  NotAllowedException refuse(Actor actor, SchedulingAction action, String entity) {
    trail.refused(actor, action, entity, "role");
    return new NotAllowedException("not this person's to change");
  }

  private NotYourAppointmentException refuse(Actor actor, AppointmentId id) {
    trail.refused(actor, SchedulingAction.READ, id.entity());
    return new NotYourAppointmentException(id);
  }

  private Optional<Relation> relation(Appointment appointment, String subject) {
    return accompanying(appointment).stream()
        .filter(relation -> relation.person().subject().equals(subject))
        .findFirst();
  }

  private static boolean is(Actor actor, Optional<PersonRef> person) {
    return person.filter(p -> p.subject().equals(actor.subject())).isPresent();
  }
}
