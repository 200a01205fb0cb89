package org.televisit.scheduling;

import static java.lang.System.Logger.Level.WARNING;
import static org.televisit.scheduling.WaitlistEntry.Status.OFFERED;
import static org.televisit.scheduling.WaitlistEntry.Status.WAITING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.televisit.platform.Violations;

/** Goes along the line: settles what was offered, and offers what is free now. */
@ApplicationScoped
class WaitlistRounds {

  private static final System.Logger LOG = System.getLogger(WaitlistRounds.class.getName());

  /** How long an offer stands: time to see the message and to ask at work. */
  static final Duration OFFER = Duration.ofHours(2);

  @Inject Waitlist waitlist;
  @Inject WaitlistRegister register;
  @Inject SlotFinder finder;
  @Inject OfferTerms terms;

  /** One round. Each entry for itself, so that one that fails does not stop the others. */
  void go() {
    Instant now = terms.now();
    waitlist.with(OFFERED).forEach(entry -> attempt(() -> settle(entry)));
    waitlist.with(WAITING).forEach(entry -> attempt(() -> serve(entry, now)));
  }

  private static void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.log(WARNING, "somebody who waits could not be served; tried again", e);
    }
  }

  private void settle(WaitlistEntry entry) {
    AppointmentStatus status = terms.status(entry);
    if (status != AppointmentStatus.PENDING) {
      register.settle(entry, status != AppointmentStatus.CANCELLED);
    }
  }

  private void serve(WaitlistEntry entry, Instant now) {
    if (entry.isOver(now)) {
      register.lapse(entry);
      return;
    }
    Optional<FoundSlot> found =
        finder.find(entry.wish(now), entry.getPatient().id()).stream().findFirst();
    found.ifPresent(slot -> offer(entry, slot, now));
  }

  private void offer(WaitlistEntry entry, FoundSlot found, Instant now) {
    try {
      register.offer(entry, terms.wish(entry, found), terms.hold(entry, found, now));
    } catch (RuntimeException e) {
      boolean taken =
          Violations.isOf(e, "appointment_practitioner_is_free")
              || Violations.isOf(e, "appointment_patient_is_free");
      if (!taken) { // somebody was faster; the next round looks again
        throw e;
      }
    }
  }
}
