package org.televisit.scheduling;

import static org.televisit.scheduling.SlotRefusedException.Reason.NOT_FOR_PATIENTS;
import static org.televisit.scheduling.SlotRefusedException.Reason.PATIENT_BUSY;
import static org.televisit.scheduling.SlotRefusedException.Reason.PRACTITIONER_BUSY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
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

  private static final String ENTERED = "appointment_is_handed_over_before_anybody_enters";

  private static final int ALTERNATIVES = 3;

  /** Enough on a grid of five minutes that three of them leave each other room. */
  private static final int CANDIDATES = 300;

  private static final Duration LOOK_AHEAD = Duration.ofDays(28);

  @Inject Appointments appointments;
  @Inject SlotFinder finder;
  @Inject AuditTrail trail;

  /**
   * What was tried, for whom.
   *
   * @param entity what the audit trail calls that which was not done
   */
  record Attempt(
      Actor actor, SchedulingAction action, String entity, Standing standing, VisitWish wish) {}

  /**
   * What the person is told.
   *
   * @return the failure itself where it was no refusal
   */
  RuntimeException of(Attempt attempt, RuntimeException failure) {
    Optional<Reason> reason = reason(failure);
    if (reason.isPresent()) {
      trail.refused(attempt.actor(), attempt.action(), attempt.entity(), reason.get().code());
      return refused(attempt, reason.get());
    }
    if (Violations.isOf(failure, ENTERED)) {
      trail.refused(attempt.actor(), attempt.action(), attempt.entity(), "entered");
      return NotCancellableException.entered();
    }
    if (failure instanceof ProblemException) {
      trail.refused(attempt.actor(), attempt.action(), attempt.entity());
    }
    return failure;
  }

  private SlotRefusedException refused(Attempt attempt, Reason reason) {
    String name = appointments.name(reason, attempt.wish());
    List<FoundSlot> others = alternatives(attempt, reason);
    return attempt.action() == SchedulingAction.MOVE
        ? SlotRefusedException.staying(reason, name, others)
        : new SlotRefusedException(reason, name, others);
  }

  /** The next times of that practitioner, from the wanted one on. */
  private List<FoundSlot> alternatives(Attempt attempt, Reason reason) {
    if (reason == NOT_FOR_PATIENTS) {
      return List.of();
    }
    VisitWish wish = attempt.wish();
    Instant from = wish.slot().start();
    SlotWish near =
        new SlotWish(wish.practitioner(), wish.type(), from, from.plus(LOOK_AHEAD), CANDIDATES);
    return SlotFinder.apart(finder.find(near, attempt.standing(), wish.patient()), ALTERNATIVES);
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
