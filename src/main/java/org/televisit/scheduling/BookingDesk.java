package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.scheduling.Refusals.Attempt;

/**
 * Books, moves and calls off visits, each on the side of who asks.
 *
 * <p>Deliberately not transactional itself: a refusal is audited after the transaction that failed,
 * so that no thread holds two connections.
 */
@ApplicationScoped
class BookingDesk {

  @Inject VisitAccess access;
  @Inject BookingTerms terms;
  @Inject Bookings bookings;
  @Inject Refusals refusals;

  /** See {@link SchedulingService#book(Actor, VisitWish)}. */
  AppointmentId book(Actor actor, VisitWish wish) {
    return book(actor, wish, null);
  }

  /**
   * The same.
   *
   * @param series to which the visit belongs; null if to none
   */
  AppointmentId book(Actor actor, VisitWish wish, @Nullable UUID series) {
    if (access.standing(actor, wish, SchedulingAction.BOOK) != Standing.CLINIC) {
      throw access.refuse(actor, SchedulingAction.BOOK, wish.entity());
    }
    Instant now = terms.now();
    try {
      return bookings.book(actor, wish, terms.buffers(wish.type()), now, series);
    } catch (RuntimeException e) {
      throw refusals.of(
          new Attempt(actor, SchedulingAction.BOOK, wish.entity(), Standing.CLINIC, wish), e);
    }
  }

  /** See {@link SchedulingService#walkIn}. */
  AppointmentId walkIn(Actor actor, UUID patient, UUID practitioner, String type, Duration length) {
    Instant now = terms.now();
    TimeSlot slot = TimeSlot.of(now.truncatedTo(ChronoUnit.SECONDS), length);
    VisitWish wish = new VisitWish(patient, practitioner, slot, type);
    if (access.standing(actor, wish, SchedulingAction.BOOK) != Standing.CLINIC) {
      throw access.refuse(actor, SchedulingAction.BOOK, wish.entity());
    }
    try {
      return bookings.walkIn(actor, wish, terms.buffers(type), now);
    } catch (RuntimeException e) {
      throw refusals.of(
          new Attempt(actor, SchedulingAction.BOOK, wish.entity(), Standing.CLINIC, wish), e);
    }
  }

  /**
   * Whether this person may book on the clinic's side.
   *
   * @throws NotAllowedException if not; audited
   */
  void checkClinic(Actor actor, UUID patient, UUID practitioner) {
    TimeSlot any = TimeSlot.of(terms.now(), Duration.ofMinutes(1));
    VisitWish wish = new VisitWish(patient, practitioner, any, "");
    if (access.standing(actor, wish, SchedulingAction.BOOK) != Standing.CLINIC) {
      throw access.refuse(actor, SchedulingAction.BOOK, wish.entity());
    }
  }

  /** How long a visit of that kind takes. */
  Duration length(String type) {
    return terms.length(type);
  }

  /** See {@link SchedulingService#isOpen}. */
  boolean isOpen(VisitWish wish) {
    return terms.isOpen(wish);
  }

  /** See {@link SchedulingService#move}. */
  void move(Actor actor, AppointmentId id, int version, TimeSlot to) {
    Appointment seen = access.get(actor, id);
    move(actor, seen, version, VisitWish.of(seen, to));
  }

  /** See {@link SchedulingService#handOver}. */
  void handOver(Actor actor, AppointmentId id, int version, UUID practitioner, TimeSlot to) {
    Appointment seen = access.get(actor, id);
    if (!actor.is(Role.CLINIC_ADMIN)) {
      throw access.refuse(actor, SchedulingAction.MOVE, id.entity());
    }
    move(
        actor,
        seen,
        version,
        new VisitWish(seen.getPatient().id(), practitioner, to, seen.getType()));
  }

  private void move(Actor actor, Appointment seen, int version, VisitWish wish) {
    Standing standing = access.standing(actor, seen, SchedulingAction.MOVE);
    Instant now = terms.now();
    try {
      terms.checkChange(standing, seen.getSlot(), now);
      terms.check(standing, wish, now);
      bookings.move(actor, seen, version, wish, now);
    } catch (RuntimeException e) {
      throw refusals.of(
          new Attempt(actor, SchedulingAction.MOVE, seen.getId().entity(), standing, wish), e);
    }
  }

  /**
   * See {@link SchedulingService#cancel(Actor, AppointmentId, String)}.
   *
   * @param reason null where the side of who asks is reason enough
   */
  void cancel(Actor actor, AppointmentId id, @Nullable CancelReason reason) {
    Appointment seen = access.get(actor, id);
    Standing standing = access.standing(actor, seen, SchedulingAction.CANCEL);
    Instant now = terms.now();
    try {
      terms.checkChange(standing, seen.getSlot(), now);
      bookings.cancel(actor, id, standing.reason(reason), now);
    } catch (RuntimeException e) {
      throw refusals.of(
          new Attempt(
              actor,
              SchedulingAction.CANCEL,
              id.entity(),
              standing,
              VisitWish.of(seen, seen.getSlot())),
          e);
    }
  }
}
