package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Companion;
import org.televisit.identity.People;

/** The transactional half of who accompanies whom: the change and its audit event, or neither. */
@ApplicationScoped
@Transactional
class CompanionRegister {

  @Inject People people;
  @Inject AuditTrail trail;

  void born(Actor actor, UUID patient, @Nullable LocalDate on) {
    people.born(patient, on);
    trail.done(actor, SchedulingAction.BIRTH, patient(patient));
  }

  void relate(Actor actor, UUID patient, Companion companion) {
    UUID relation = people.relate(patient, companion);
    String how = companion.relationship().code() + (companion.represents() ? " represents" : "");
    trail.done(actor, SchedulingAction.RELATE, relation(relation), patient(patient) + " " + how);
  }

  void part(Actor actor, UUID relation) {
    people.part(relation);
    trail.done(actor, SchedulingAction.PART, relation(relation));
  }

  /** The name of a patient in the audit trail. */
  static String patient(UUID id) {
    return "patient/" + id;
  }

  /** The name of a relation in the audit trail. */
  static String relation(UUID id) {
    return "related-person/" + id;
  }
}
