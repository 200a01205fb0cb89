package org.televisit.consultation;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/**
 * Visits that took place and that nobody has ended: the practitioner's device died, or nobody
 * thought of it. Left alone they would never be certified, and their rooms never closed.
 */
@ApplicationScoped
@Transactional
class DesertedVisits {

  private static final Actor SYSTEM = Actor.system("consultation");

  @Inject Encounters encounters;
  @Inject SchedulingService scheduling;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "televisit.room.deserted")
  Duration patience;

  /**
   * Visits in progress whose rooms should have closed long since. Who is in them is not asked yet.
   *
   * @param node whose visits are wanted: those whose media it holds, or nobody
   */
  List<AppointmentId> overdue(String node) {
    List<AppointmentId> closed = scheduling.unended(clock.instant().minus(patience));
    return closed.isEmpty()
        ? List.of()
        : encounters.of(closed).stream()
            .filter(e -> e.status() == EncounterStatus.IN_PROGRESS && e.isOn(node))
            .map(Encounter::appointment)
            .toList();
  }

  /**
   * Ends a visit as its practitioner would, at the moment at which the last of those who had been
   * let in was gone. Whoever comes in meanwhile waits for this, or is waited for.
   *
   * @return empty, and nothing is changed, if it is over, or somebody is there or was just now
   */
  Optional<Ended> end(AppointmentId visit) {
    Encounter encounter = encounters.forChange(visit);
    List<Presence> ledger = encounters.presences(encounter.id());
    Instant longAgo = clock.instant().minus(patience);
    if (encounter.status() != EncounterStatus.IN_PROGRESS
        || ledger.stream().anyMatch(presence -> presence.isAfter(longAgo))) {
      return Optional.empty();
    }
    List<Seat> seats = encounters.seats(encounter.id());
    Instant left = left(encounter, seats, ledger);
    encounter.finish(left);
    scheduling.fulfilled(visit);
    seats.forEach(seat -> encounters.openScreen(seat.id()).ifPresent(screen -> screen.end(left)));
    trail.done(SYSTEM, ConsultationAction.END, visit.entity());
    return Optional.of(new Ended(visit, encounter.pipeline()));
  }

  /** Who was never let in had no part in it. */
  private static Instant left(Encounter encounter, List<Seat> seats, List<Presence> ledger) {
    Set<UUID> admitted = seats.stream().filter(Seat::admitted).map(Seat::id).collect(toSet());
    return ledger.stream()
        .filter(presence -> admitted.contains(presence.seat()))
        .map(Presence::leftAt)
        .filter(Objects::nonNull)
        .max(naturalOrder())
        .orElseGet(encounter::openedAt); // ends no earlier than it began, whatever is said here
  }

  /**
   * A visit that was ended.
   *
   * @param pipeline of media that may still run, with nobody to look after it; null if none does
   */
  record Ended(AppointmentId visit, @Nullable String pipeline) {}
}
