package org.televisit.scheduling;

import static org.televisit.scheduling.WaitlistEntry.Status.OFFERED;
import static org.televisit.scheduling.WaitlistEntry.Status.WAITING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.platform.NotFoundException;

/** The transactional half of the waiting list: the row, its audit event and the news, or none. */
@ApplicationScoped
@Transactional
class WaitlistRegister {

  /** Who holds what is offered. */
  static final Actor LIST = Actor.system("waitlist");

  @Inject Waitlist waitlist;
  @Inject Holds holds;
  @Inject AuditTrail trail;
  @Inject Event<AppointmentNews> news;

  /** The patient waits from now on. */
  void enter(Actor actor, UUID patient, SlotWish wish, Instant now) {
    WaitlistEntry entry =
        new WaitlistEntry(
            waitlist
                .patient(patient)
                .orElseThrow(() -> new NotFoundException("no patient " + patient)),
            wish,
            actor.subject(),
            now);
    waitlist.add(entry);
    trail.done(actor, SchedulingAction.WAIT, entity(entry), "patient/" + patient);
  }

  /** The patient waits no longer; what was offered is given back. */
  void leave(Actor actor, WaitlistEntry seen, Instant now) {
    waitlist
        .locked(seen.id(), WAITING)
        .or(() -> waitlist.locked(seen.id(), OFFERED))
        .ifPresent(
            entry -> {
              AppointmentId offered = entry.offered();
              entry.end();
              trail.done(actor, SchedulingAction.LEAVE, entity(entry));
              if (offered != null) {
                holds.release(actor, offered, now);
              }
            });
  }

  /**
   * Holds a time in the patient's name, unless the entry has changed.
   *
   * @throws RuntimeException if the time is taken by now; then nothing has happened
   */
  void offer(WaitlistEntry seen, VisitWish wish, HoldTerms terms) {
    waitlist
        .locked(seen.id(), WAITING)
        .ifPresent(
            entry -> {
              AppointmentId held =
                  holds.hold(LIST, wish, terms.buffers(), terms.now(), terms.until());
              entry.offer(held);
              trail.done(LIST, SchedulingAction.OFFER, entity(entry), held.entity());
              news.fire(new WaitlistOffered(held));
            });
  }

  /** On which terms a time is held. */
  record HoldTerms(Buffers buffers, Instant now, Instant until) {}

  /** What was offered was booked, or it was not, and the entry ends. */
  void settle(WaitlistEntry seen, boolean booked) {
    waitlist.locked(seen.id(), OFFERED).ifPresent(entry -> entry.settle(booked));
  }

  /** The time for which somebody waited has passed. */
  void lapse(WaitlistEntry seen) {
    waitlist
        .locked(seen.id(), WAITING)
        .ifPresent(
            entry -> {
              entry.end();
              trail.done(LIST, SchedulingAction.LEAVE, entity(entry), "time has passed");
            });
  }

  private static String entity(WaitlistEntry entry) {
    return "waitlist/" + entry.id();
  }
}
