package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.availability.ClinicCalendar;
import org.televisit.identity.Actor;
import org.televisit.identity.Companion;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relationship;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Violations;

/**
 * Keeps who accompanies whom, and when patients were born; only a clinic admin may.
 *
 * <p>Not transactional itself, for the reason given at {@link SchedulingService}.
 */
@ApplicationScoped
public class CompanionService {

  private static final String ONCE = "related_person_once_at_a_time";

  @Inject CompanionRegister register;
  @Inject People people;
  @Inject ClinicCalendar calendar;
  @Inject AuditTrail trail;

  /**
   * All patients by name.
   *
   * @throws NotAllowedException for everybody but a clinic admin; the refusal is audited
   */
  public List<PatientFile> patients(Actor actor) {
    admin(actor, SchedulingAction.RELATE, "patient");
    return people.patients().stream().map(this::file).toList();
  }

  /**
   * One patient.
   *
   * @throws NotFoundException if there is none
   * @throws NotAllowedException for everybody but a clinic admin; the refusal is audited
   */
  public PatientFile patient(Actor actor, UUID patient) {
    admin(actor, SchedulingAction.RELATE, CompanionRegister.patient(patient));
    return people
        .patient(patient)
        .map(this::file)
        .orElseThrow(() -> new NotFoundException("no patient " + patient));
  }

  /**
   * Notes when a patient was born; null takes it back.
   *
   * @throws CompanionRefusedException if that is after today
   * @throws NotFoundException if there is no such patient
   * @throws NotAllowedException for everybody but a clinic admin; the refusal is audited
   */
  public void born(Actor actor, UUID patient, @Nullable LocalDate on) {
    admin(actor, SchedulingAction.BIRTH, CompanionRegister.patient(patient));
    if (on != null && on.isAfter(calendar.today())) {
      throw CompanionRefusedException.unborn();
    }
    register.born(actor, patient, on);
  }

  /**
   * From now on somebody accompanies a patient.
   *
   * @throws CompanionRefusedException if they do already, are the patient, or would interpret and
   *     represent at once
   * @throws NotFoundException if one of the two does not exist
   * @throws NotAllowedException for everybody but a clinic admin; the refusal is audited
   */
  public void relate(Actor actor, UUID patient, Companion companion) {
    admin(actor, SchedulingAction.RELATE, CompanionRegister.patient(patient));
    if (companion.person().equals(patient)) {
      throw CompanionRefusedException.oneself();
    }
    if (companion.represents() && companion.relationship() == Relationship.INTERPRETER) {
      throw CompanionRefusedException.interpreter();
    }
    try {
      register.relate(actor, patient, companion);
    } catch (RuntimeException e) {
      throw Violations.isOf(e, ONCE) ? CompanionRefusedException.already() : e;
    }
  }

  /**
   * From now on somebody accompanies a patient no more. Answers that they gave stay.
   *
   * @param relation id of {@link org.televisit.identity.Relation}
   * @throws NotFoundException if there is no such relation
   * @throws NotAllowedException for everybody but a clinic admin; the refusal is audited
   */
  public void part(Actor actor, UUID relation) {
    admin(actor, SchedulingAction.PART, CompanionRegister.relation(relation));
    register.part(actor, relation);
  }

  private PatientFile file(PersonRef patient) {
    return new PatientFile(patient, people.birthDate(patient.id()), people.relations(patient.id()));
  }

  private void admin(Actor actor, SchedulingAction action, String entity) {
    if (!actor.is(Role.CLINIC_ADMIN)) {
      trail.refused(actor, action, entity, "role");
      throw new NotAllowedException("people need a clinic admin");
    }
  }
}
