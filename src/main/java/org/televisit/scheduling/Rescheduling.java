package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.televisit.identity.Actor;

/** What the page of one visit needs so that its patient can move it or call it off. */
@ApplicationScoped
public class Rescheduling {

  private static final Duration LOOK_AHEAD = Duration.ofDays(28);

  /** On a grid of five minutes; before those that are too close to each other are left out. */
  private static final int CANDIDATES = 2500;

  private static final int OFFERED_A_DAY = 4;
  private static final int OFFERED = 40;

  @Inject VisitAccess access;
  @Inject BookingTerms terms;
  @Inject SlotFinder finder;

  /** Whether this person may move it or call it off now. */
  boolean isChangeable(Appointment visit, Actor actor) {
    return visit.getStatus() == AppointmentStatus.BOOKED
        && mayChange(visit, actor)
        && terms.isChangeableByPatient(visit);
  }

  private boolean mayChange(Appointment visit, Actor actor) {
    return visit.getPatient().subject().equals(actor.subject())
        || access.standsIn(visit, actor.subject());
  }

  /** Other times with the same practitioner, a few of each day, the next ones first. */
  List<FoundSlot> times(Actor actor, Appointment visit) {
    access.standing(actor, visit, SchedulingAction.MOVE);
    Instant now = terms.now();
    SlotWish wish =
        new SlotWish(
            visit.getPractitioner().id(), visit.getType(), now, now.plus(LOOK_AHEAD), CANDIDATES);
    return spread(SlotFinder.apart(finder.find(wish, visit.getPatient().id()), CANDIDATES));
  }

  /** Not only the whole of tomorrow: whoever moves a visit may need another week. */
  static List<FoundSlot> spread(List<FoundSlot> found) {
    Map<LocalDate, List<FoundSlot>> days =
        found.stream()
            .collect(
                Collectors.groupingBy(
                    one -> LocalDate.ofInstant(one.slot().start(), ZoneOffset.UTC),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return days.values().stream().flatMap(Rescheduling::few).limit(OFFERED).toList();
  }

  private static Stream<FoundSlot> few(List<FoundSlot> day) {
    int many = Math.min(day.size(), OFFERED_A_DAY);
    return IntStream.range(0, many).mapToObj(i -> day.get(i * day.size() / many));
  }

  /** What the patient wrote, for the patient and who represents them; else nothing. */
  String reason(Appointment visit, Actor actor) {
    String reason = visit.reason();
    return reason == null || !mayChange(visit, actor) ? "" : reason;
  }
}
