package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Objects;

/** On which terms a time is offered to somebody who waits. */
@ApplicationScoped
class OfferTerms {

  @Inject BookingTerms terms;
  @Inject Appointments appointments;

  Instant now() {
    return terms.now();
  }

  /** What became of what was offered. */
  AppointmentStatus status(WaitlistEntry entry) {
    AppointmentId offered = Objects.requireNonNull(entry.offered(), "offered nothing");
    return appointments.find(offered).orElseThrow().getStatus();
  }

  VisitWish wish(WaitlistEntry entry, FoundSlot found) {
    return new VisitWish(
        entry.getPatient().id(), found.practitioner(), found.slot(), entry.wish(now()).visitType());
  }

  /** Held for a while, and never until the visit itself would begin. */
  WaitlistRegister.HoldTerms hold(WaitlistEntry entry, FoundSlot found, Instant now) {
    Instant usual = now.plus(WaitlistRounds.OFFER);
    Instant start = found.slot().start();
    return new WaitlistRegister.HoldTerms(
        terms.buffers(entry.wish(now).visitType()), now, usual.isBefore(start) ? usual : start);
  }
}
