package org.televisit.scheduling;

import static org.televisit.scheduling.SlotRefusedException.Reason.PATIENT_BUSY;
import static org.televisit.scheduling.SlotRefusedException.Reason.PRACTITIONER_BUSY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.platform.ProblemException;
import org.televisit.platform.Violations;
import org.televisit.scheduling.SlotRefusedException.Reason;

/** Says why a time could not be had, offers others, and leaves the refusal's audit event. */
@ApplicationScoped
class Refusals {

  private static final Map<String, Reason> TAKEN =
      Map.of(
          "appointment_patient_is_free", PATIENT_BUSY,
          "appointment_practitioner_is_free", PRACTITIONER_BUSY);

  @Inject Appointments appointments;
  @Inject AuditTrail trail;

  /**
   * What the person is told.
   *
   * @param entity what the audit trail calls that which was not done
   * @return the failure itself where it was no refusal
   */
  RuntimeException of(
      Actor actor, SchedulingAction action, String entity, VisitWish wish, RuntimeException e) {
    Optional<Reason> reason = reason(e);
    if (reason.isPresent()) {
      trail.refused(actor, action, entity, reason.get().code());
      return new SlotRefusedException(
          reason.get(), appointments.name(reason.get(), wish), List.of());
    }
    if (e instanceof ProblemException) {
      trail.refused(actor, action, entity);
    }
    return e;
  }

  private static Optional<Reason> reason(RuntimeException failure) {
    if (failure instanceof SlotRefusedException refused) {
      return Optional.of(refused.reason());
    }
    return TAKEN.entrySet().stream()
        .filter(rule -> Violations.isOf(failure, rule.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
