package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.platform.NotAllowedException;

/** What patients' pages need to find a time, to hold it and to make a booking of it. */
@ApplicationScoped
public class Offers {

  /** More buttons would help nobody; a page shows the days for which there is room. */
  private static final int MOST = 150;

  /** On a grid of five minutes, before those that are too close to each other are left out. */
  private static final int CANDIDATES = 4000;

  @Inject SchedulingService scheduling;
  @Inject SlotFinder finder;
  @Inject People people;
  @Inject WaitlistService waitlist;

  /**
   * What is looked for on a page.
   *
   * @param practitioner null for whoever is free first
   */
  public record Quest(UUID patient, @Nullable UUID practitioner, String type) {}

  /** For whom this person may book: themselves first, then whom they represent. */
  public List<PersonRef> patients(Actor actor) {
    return Stream.concat(
            people.patientWith(actor.subject()).stream(),
            people.representedBy(actor.subject()).stream())
        .toList();
  }

  public List<PersonRef> practitioners() {
    return people.practitioners();
  }

  /** The kinds of visits that patients may book, the usual one first. */
  public List<VisitType> types() {
    return scheduling.types().stream().filter(VisitType::isBookableByPatient).toList();
  }

  /**
   * What was found.
   *
   * @param whole whether that is all; else there are more after the last one
   */
  public record Found(List<FoundSlot> slots, boolean whole) {}

  /**
   * Times in [from, to) that leave each other room, by start; the first ones, if they are many.
   *
   * @throws NotAllowedException if the person may not book for that patient; audited
   */
  public Found between(Actor actor, Quest quest, Instant from, Instant to) {
    List<FoundSlot> all =
        finder.find(wish(allowed(actor, quest), from, to, CANDIDATES), quest.patient());
    List<FoundSlot> apart = SlotFinder.apart(all, MOST);
    return new Found(apart, all.size() < CANDIDATES && apart.size() < MOST);
  }

  /**
   * The first time from that moment on.
   *
   * @throws NotAllowedException if the person may not book for that patient; audited
   */
  public Optional<FoundSlot> first(Actor actor, Quest quest, Instant from) {
    return finder
        .find(wish(allowed(actor, quest), from, from.plus(SlotFinder.FAR), 1), quest.patient())
        .stream()
        .findFirst();
  }

  /** The patient wants to hear of a time in [from, to) that becomes free. */
  public void await(Actor actor, Quest quest, Instant from, Instant to) {
    waitlist.enter(actor, quest.patient(), wish(quest, from, to, 1));
  }

  /** The patient waits no longer. */
  public void stopWaiting(Actor actor, UUID patient) {
    waitlist.leave(actor, patient);
  }

  /** For what the patient waits; empty if for nothing. */
  public Optional<WaitlistEntry> waiting(Actor actor, UUID patient) {
    return waitlist.of(actor, patient);
  }

  /** See {@link SchedulingService#hold}. */
  public AppointmentId hold(Actor actor, Quest quest, FoundSlot found) {
    return scheduling.hold(
        actor, new VisitWish(quest.patient(), found.practitioner(), found.slot(), quest.type()));
  }

  /**
   * Books what is held. Whoever took longer than the hold gets the time all the same if nobody else
   * has taken it.
   *
   * @return the visit, which is another one than that held if the hold was over
   * @throws SlotRefusedException if somebody else has taken it, with other times
   */
  public AppointmentId confirm(Actor actor, AppointmentId held, @Nullable String why) {
    try {
      scheduling.confirm(actor, held, why);
      return held;
    } catch (SlotRefusedException e) {
      if (e.reason() != SlotRefusedException.Reason.HOLD_EXPIRED) {
        throw e;
      }
      Appointment before = scheduling.get(actor, held);
      AppointmentId again = scheduling.hold(actor, VisitWish.of(before, before.getSlot()));
      scheduling.confirm(actor, again, why);
      return again;
    }
  }

  private static SlotWish wish(Quest quest, Instant from, Instant to, int most) {
    return new SlotWish(quest.practitioner(), quest.type(), from, to, most);
  }

  /** Free times tell when the patient is busy, so only who books for them may ask. */
  private Quest allowed(Actor actor, Quest quest) {
    scheduling.checkBooking(actor, quest.patient());
    return quest;
  }
}
