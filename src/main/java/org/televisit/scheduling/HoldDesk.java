package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.scheduling.Refusals.Attempt;

/**
 * Keeps time for people while they decide, and books it or gives it back.
 *
 * <p>Not transactional itself, for the reason given at {@link BookingDesk}.
 */
@ApplicationScoped
class HoldDesk {

  private static final int LONGEST_REASON = 1000;

  @Inject VisitAccess access;
  @Inject BookingTerms terms;
  @Inject Holds holds;
  @Inject Refusals refusals;

  /** See {@link SchedulingService#hold}. */
  AppointmentId hold(Actor actor, VisitWish wish) {
    Standing standing = access.standing(actor, wish, SchedulingAction.HOLD);
    Instant now = terms.now();
    try {
      terms.check(standing, wish, now);
      return holds.hold(actor, wish, terms.buffers(wish.type()), now, terms.holdEnds(now));
    } catch (RuntimeException e) {
      throw refusals.of(
          new Attempt(actor, SchedulingAction.HOLD, wish.entity(), standing, wish), e);
    }
  }

  /** See {@link SchedulingService#confirm}. */
  void confirm(Actor actor, AppointmentId id, @Nullable String why) {
    Appointment held = access.get(actor, id);
    Standing standing = access.standing(actor, held, SchedulingAction.CONFIRM);
    try {
      holds.confirm(actor, id, told(why), terms.now());
    } catch (RuntimeException e) {
      throw refusals.of(
          new Attempt(
              actor,
              SchedulingAction.CONFIRM,
              id.entity(),
              standing,
              VisitWish.of(held, held.getSlot())),
          e);
    }
  }

  /** See {@link SchedulingService#release}. */
  void release(Actor actor, AppointmentId id) {
    access.standing(actor, access.get(actor, id), SchedulingAction.RELEASE);
    holds.release(actor, id, terms.now());
  }

  /** What a person wrote, if they wrote anything; the page lets nobody write more. */
  private static @Nullable String told(@Nullable String why) {
    if (why == null || why.isBlank()) {
      return null;
    }
    String text = why.strip();
    if (text.length() > LONGEST_REASON) {
      throw new IllegalArgumentException("a reason of " + text.length() + " characters");
    }
    return text;
  }
}
