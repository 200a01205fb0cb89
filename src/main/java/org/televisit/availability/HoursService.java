package org.televisit.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.availability.AvailabilityRefusedException.Why;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Violations;

/**
 * The hours of practitioners and what deviates from them: a practitioner's own, anybody's for a
 * clinic admin. The clinic's closures are the admin's alone.
 *
 * <p>Not transactional itself: a refusal is audited after the transaction that failed.
 */
@ApplicationScoped
public class HoursService {

  private static final String NO_OVERLAP = "working_hours_do_not_overlap";

  @Inject HoursRegister register;
  @Inject People people;
  @Inject AuditTrail trail;

  /**
   * The practitioner that somebody signed in as.
   *
   * @throws NotFoundException if the person is none
   */
  public PersonRef own(Actor actor) {
    return people.practitioners().stream()
        .filter(person -> person.subject().equals(actor.subject()))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("not a practitioner"));
  }

  /**
   * A practitioner whose hours this person may see and change.
   *
   * @throws NotAllowedException for everybody but that practitioner and clinic admins; audited
   * @throws NotFoundException if there is none
   */
  public PersonRef practitioner(Actor actor, UUID id) {
    return check(actor, id, AvailabilityAction.READ);
  }

  /** A practitioner's weekly hours that count today or later, in the order of the week. */
  public List<WeeklyHours> weekly(Actor actor, UUID practitioner) {
    check(actor, practitioner, AvailabilityAction.READ);
    return register.weekly(practitioner);
  }

  /** What deviates now or later for a practitioner, the clinic's closures among it, by start. */
  public List<Deviation> deviations(Actor actor, UUID practitioner) {
    check(actor, practitioner, AvailabilityAction.READ);
    return register.deviations(practitioner);
  }

  /**
   * Adds weekly hours, all or none.
   *
   * @throws AvailabilityRefusedException if they are not in order, overlap others, or are for a
   *     kind of visit that there is not
   */
  public void add(Actor actor, UUID practitioner, Collection<WeeklyHours.Wish> wishes) {
    check(actor, practitioner, AvailabilityAction.ADD_HOURS);
    inOrder(wishes);
    onlyOnce(actor, practitioner, () -> register.add(actor, practitioner, wishes));
  }

  /**
   * Lets other hours take the place of some.
   *
   * @throws AvailabilityRefusedException as {@link #add}
   * @throws ChangedMeanwhileException if somebody else changed or removed them first
   */
  public void replace(Actor actor, UUID hours, Collection<WeeklyHours.Wish> wishes) {
    UUID practitioner = register.practitionerOf(hours);
    check(actor, practitioner, AvailabilityAction.ADD_HOURS);
    inOrder(wishes);
    onlyOnce(actor, practitioner, () -> register.replace(actor, hours, wishes));
  }

  /**
   * Removes hours; visits that are booked then stay booked.
   *
   * @throws ChangedMeanwhileException if somebody else did first
   */
  public void remove(Actor actor, UUID hours) {
    check(actor, register.practitionerOf(hours), AvailabilityAction.REMOVE_HOURS);
    register.remove(actor, hours);
  }

  /**
   * Enters an absence or extra hours; visits that are booked then stay booked.
   *
   * @throws AvailabilityRefusedException if it lasts too long, or is for a kind of visit that there
   *     is not
   */
  public Deviation deviate(Actor actor, UUID practitioner, DeviationWish wish) {
    check(actor, practitioner, AvailabilityAction.ADD_DEVIATION);
    if (wish.kind() == Deviation.Kind.CLOSURE) {
      throw new IllegalArgumentException("a closure is the clinic's");
    }
    return register.deviate(actor, practitioner, checked(wish));
  }

  /** Enters that the clinic is closed, as {@link #deviate}; only a clinic admin may. */
  public Deviation close(Actor actor, Span span, @Nullable String note) {
    checkAdmin(actor, AvailabilityAction.ADD_DEVIATION);
    return register.deviate(
        actor, null, checked(new DeviationWish(Deviation.Kind.CLOSURE, span, null, note)));
  }

  /** The clinic's closures that are not over yet; for a clinic admin. */
  public List<Deviation> closures(Actor actor) {
    checkAdmin(actor, AvailabilityAction.READ);
    return register.closures();
  }

  /**
   * Takes a deviation back.
   *
   * @throws ChangedMeanwhileException if somebody else did first
   */
  public void takeBack(Actor actor, UUID deviation) {
    register
        .ownerOf(deviation)
        .ifPresentOrElse(
            owner -> check(actor, owner, AvailabilityAction.REMOVE_DEVIATION),
            () -> checkAdmin(actor, AvailabilityAction.REMOVE_DEVIATION));
    register.takeBack(actor, deviation);
  }

  private static DeviationWish checked(DeviationWish wish) {
    if (!wish.isShortEnough()) {
      throw new AvailabilityRefusedException(Why.SPAN);
    }
    if (!wish.isNoteShortEnough()) {
      throw new AvailabilityRefusedException(Why.NOTE);
    }
    return wish;
  }

  private static void inOrder(Collection<WeeklyHours.Wish> wishes) {
    if (wishes.isEmpty()) {
      throw new AvailabilityRefusedException(Why.NO_DAY);
    }
    if (!wishes.stream().allMatch(WeeklyHours.Wish::isInOrder)) {
      throw new AvailabilityRefusedException(Why.ORDER);
    }
  }

  private void onlyOnce(Actor actor, UUID practitioner, Runnable change) {
    try {
      change.run();
    } catch (RuntimeException e) {
      if (!Violations.isOf(e, NO_OVERLAP)) {
        throw e;
      }
      trail.refused(actor, AvailabilityAction.ADD_HOURS, entity(practitioner), "overlap");
      throw new AvailabilityRefusedException(Why.OVERLAP);
    }
  }

  private PersonRef check(Actor actor, UUID practitioner, AvailabilityAction action) {
    PersonRef person =
        people
            .practitioner(practitioner)
            .orElseThrow(() -> new NotFoundException("no " + entity(practitioner)));
    if (!actor.is(Role.CLINIC_ADMIN) && !person.subject().equals(actor.subject())) {
      trail.refused(actor, action, entity(practitioner));
      throw new NotAllowedException("hours are one's own, or the clinic admin's to set");
    }
    return person;
  }

  private void checkAdmin(Actor actor, AvailabilityAction action) {
    if (!actor.is(Role.CLINIC_ADMIN)) {
      trail.refused(actor, action, "clinic", "role");
      throw new NotAllowedException("closures are for a clinic admin");
    }
  }

  private static String entity(UUID practitioner) {
    return "practitioner/" + practitioner;
  }
}
