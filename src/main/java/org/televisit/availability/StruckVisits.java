package org.televisit.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.televisit.availability.BookedVisits.Booked;
import org.televisit.identity.Actor;

/**
 * Booked visits that lie outside of the hours: because those changed, or because the clinic's
 * office wanted it so. They stay booked; people decide what becomes of them.
 */
@ApplicationScoped
public class StruckVisits {

  /** How far ahead is looked. */
  private static final Duration AHEAD = Duration.ofDays(731);

  @Inject BookedVisits booked;
  @Inject AvailabilityService availability;
  @Inject HoursService hours;
  @Inject Clock clock;

  /** A practitioner's visits to come that lie outside of the hours for their kind, by start. */
  public List<Booked> of(Actor actor, UUID practitioner) {
    hours.practitioner(actor, practitioner);
    Instant now = clock.instant();
    List<Booked> visits = booked.between(practitioner, now, now.plus(AHEAD));
    if (visits.isEmpty()) {
      return visits;
    }
    Instant from = visits.get(0).slot().start();
    Instant to = visits.stream().map(visit -> visit.slot().end()).reduce(from, StruckVisits::later);
    OpenTimes times = availability.times(practitioner, from, to);
    Map<String, Moments> open = new HashMap<>();
    return visits.stream()
        .filter(
            visit ->
                !open.computeIfAbsent(visit.type(), type -> times.between(type, from, to))
                    .contain(visit.slot()))
        .toList();
  }

  /** All visits to come that lie in a time at which the clinic is closed, by start. */
  public List<Booked> ofClosures(Actor actor) {
    Instant now = clock.instant();
    return hours.closures(actor).stream()
        .flatMap(
            closure ->
                booked.between(null, later(now, closure.getStart()), closure.getEnd()).stream())
        .distinct()
        .toList();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
