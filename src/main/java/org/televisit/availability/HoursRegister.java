package org.televisit.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.availability.AvailabilityRefusedException.Why;
import org.televisit.identity.Actor;
import org.televisit.identity.Practitioner;

/** The transactional half of hours: a change and its audit event, or neither. */
@ApplicationScoped
@Transactional
class HoursRegister {

  private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

  @Inject AvailabilityBooks books;
  @Inject ClinicCalendar calendar;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  List<WeeklyHours> weekly(UUID practitioner) {
    return books.weekly(practitioner, calendar.today(), EVER);
  }

  List<Deviation> deviations(UUID practitioner) {
    return books.deviations(practitioner, clock.instant(), calendar.startOf(EVER));
  }

  List<Deviation> closures() {
    return books.closures(clock.instant());
  }

  UUID practitionerOf(UUID hours) {
    return books.get(WorkingHours.class, hours).practitioner();
  }

  Optional<UUID> ownerOf(UUID deviation) {
    return Optional.ofNullable(books.get(Deviation.class, deviation).getPractitioner());
  }

  /**
   * Changes of one practitioner's hours queue up at the practitioner, instead of waiting for each
   * other inside the exclusion constraint, which would be a deadlock.
   */
  private void queue(UUID practitioner) {
    books.forChange(Practitioner.class, practitioner);
  }

  void add(Actor actor, UUID practitioner, Collection<WeeklyHours.Wish> wishes) {
    queue(practitioner);
    for (WeeklyHours.Wish wish : wishes) {
      wish.types().forEach(this::known);
      WorkingHours hours = new WorkingHours(practitioner, wish, entered(actor));
      books.add(hours);
      trail.done(
          actor,
          AvailabilityAction.ADD_HOURS,
          hours.entity(),
          "practitioner/%s %s %s-%s"
              .formatted(practitioner, wish.day(), wish.from(), wish.until()));
    }
  }

  void replace(Actor actor, UUID id, Collection<WeeklyHours.Wish> wishes) {
    UUID practitioner = removed(actor, id).practitioner();
    books.flush(); // so that what takes over does not collide with it
    add(actor, practitioner, wishes);
  }

  void remove(Actor actor, UUID id) {
    removed(actor, id);
  }

  private WorkingHours removed(Actor actor, UUID id) {
    queue(practitionerOf(id));
    WorkingHours hours = books.forChange(WorkingHours.class, id);
    hours.entered().remove(actor.subject(), clock.instant());
    trail.done(
        actor,
        AvailabilityAction.REMOVE_HOURS,
        hours.entity(),
        "practitioner/" + hours.practitioner());
    return hours;
  }

  /** Of the clinic if no practitioner is given. */
  Deviation deviate(Actor actor, @Nullable UUID practitioner, DeviationWish wish) {
    if (wish.type() != null) {
      known(wish.type());
    }
    Deviation deviation = new Deviation(practitioner, wish, entered(actor));
    books.add(deviation);
    trail.done(
        actor,
        AvailabilityAction.ADD_DEVIATION,
        deviation.entity(),
        "%s/%s%s"
            .formatted(
                wish.span().start(),
                wish.span().end(),
                practitioner == null ? "" : " practitioner/" + practitioner));
    return deviation;
  }

  void takeBack(Actor actor, UUID id) {
    Deviation deviation = books.forChange(Deviation.class, id);
    deviation.entered().remove(actor.subject(), clock.instant());
    trail.done(actor, AvailabilityAction.REMOVE_DEVIATION, deviation.entity());
  }

  private Entered entered(Actor actor) {
    return new Entered(actor.subject(), clock.instant());
  }

  private void known(String type) {
    if (books.type(type).isEmpty()) {
      throw new AvailabilityRefusedException(Why.NO_TYPE);
    }
  }
}
