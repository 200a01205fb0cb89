package org.televisit.consultation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/** The transactional half of a room: encounter, seats, presence ledger, audit; nothing remote. */
@ApplicationScoped
@Transactional
class RoomRegister {

  @Inject Encounters encounters;
  @Inject SchedulingService scheduling;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "televisit.node")
  String node;

  /**
   * Somebody comes in, again or for the first time. The encounter begins to exist with the first
   * person, and has arrived with the patient, or with who stands in for them. A practitioner needs
   * nobody to admit them.
   *
   * @param role in which the person takes part in this visit
   */
  Entered enter(Actor person, AppointmentId visit, Role role) {
    if (role == Role.PRACTITIONER) {
      scheduling.stillWith(visit, person.subject());
    }
    Instant now = clock.instant();
    Encounter encounter = encounters.of(visit).orElseGet(() -> opened(visit, now));
    if (role == Role.PATIENT
        || (role == Role.RELATED_PERSON && scheduling.standsIn(visit, person.subject()))) {
      encounter.arrive(now);
      scheduling.arrived(visit);
    }
    Seat seat = seat(encounter, person, role);
    if (role == Role.PRACTITIONER) {
      seat.admit(now);
    }
    encounters.open(seat.id()).ifPresent(p -> p.end(Presence.Reason.REPLACED, now));
    endScreen(seat.id(), now); // a new page has to be asked anew which screen
    encounters.flush();
    encounters.add(new Presence(seat.id(), now, node));
    trail.done(person, ConsultationAction.JOIN, visit.entity());
    return new Entered(
        seat.id(),
        encounter.status(),
        taken(visit, encounter),
        encounter.openedAt(),
        scheduling.patientOf(visit),
        encounter.pipeline());
  }

  private Encounter opened(AppointmentId visit, Instant now) {
    Encounter encounter = new Encounter(visit, now);
    encounters.add(encounter);
    return encounter;
  }

  private Seat seat(Encounter encounter, Actor person, Role role) {
    return encounters.seats(encounter.id()).stream()
        .filter(s -> s.sitter().subject().equals(person.subject()))
        .findFirst()
        .orElseGet(
            () -> {
              Seat seat = new Seat(encounter, person, role);
              encounters.add(seat);
              return seat;
            });
  }

  private List<Entered.Taken> taken(AppointmentId visit, Encounter encounter) {
    return encounters.seats(encounter.id()).stream()
        .map(s -> new Entered.Taken(introduced(visit, s.sitter()), s.admitted()))
        .toList();
  }

  /** Others should know why somebody is here who is neither patient nor practitioner. */
  private Sitter introduced(AppointmentId visit, Sitter sitter) {
    return sitter.role() == Role.RELATED_PERSON
        ? scheduling.kinship(visit, sitter.subject()).map(sitter::who).orElse(sitter)
        : sitter;
  }

  /**
   * A connection over this node is gone, since then; nothing happens if that is known. Only leaving
   * on purpose is the person's deed, and audited as such.
   */
  void gone(Actor person, AppointmentId visit, UUID seat, Presence.Reason why, Instant when) {
    Optional<Presence> mine = encounters.open(seat).filter(p -> p.isOn(node));
    mine.ifPresent(p -> p.end(why, when));
    if (mine.isPresent() && why == Presence.Reason.LEFT) {
      endScreen(seat, when);
      trail.done(person, ConsultationAction.LEAVE, visit.entity());
    }
  }

  /** Somebody's screen can be seen, since then. Nothing happens if that is known. */
  void shares(UUID seat, Instant when) {
    if (encounters.openScreen(seat).isEmpty()) {
      encounters.add(new ScreenShare(seat, when, node));
    }
  }

  /** Nobody is to see over this node any more what this person shared, since then. */
  void unshares(UUID seat, Instant when) {
    encounters.openScreen(seat).filter(s -> s.node().equals(node)).ifPresent(s -> s.end(when));
  }

  private void endScreen(UUID seat, Instant when) {
    encounters.openScreen(seat).ifPresent(s -> s.end(when));
  }

  /** The practitioner lets somebody in, and so begins the visit. */
  EncounterStatus admit(Actor practitioner, AppointmentId visit, UUID seat) {
    Instant now = clock.instant();
    Encounter encounter = encounters.forChange(visit);
    encounter.start(now);
    scheduling.begun(visit, now);
    encounters.seats(encounter.id()).stream()
        .filter(s -> s.id().equals(seat))
        .forEach(s -> s.admit(now));
    trail.done(practitioner, ConsultationAction.ADMIT, visit.entity(), "seat/" + seat);
    return encounter.status();
  }

  /** The practitioner ends the visit: encounter finished, appointment fulfilled, nobody present. */
  EncounterStatus end(Actor practitioner, AppointmentId visit) {
    Instant now = clock.instant();
    Encounter encounter = encounters.forChange(visit);
    encounter.finish(now);
    scheduling.fulfilled(visit);
    for (Seat seat : encounters.seats(encounter.id())) {
      encounters.open(seat.id()).ifPresent(p -> p.end(Presence.Reason.ENDED, now));
      endScreen(seat.id(), now);
    }
    trail.done(practitioner, ConsultationAction.END, visit.entity());
    return encounter.status();
  }

  /** The practitioner has a recording begun anew. */
  void restarting(Actor practitioner, AppointmentId visit, Picture picture) {
    trail.done(
        practitioner,
        ConsultationAction.RESTART_RECORDING,
        visit.entity(),
        "seat/" + picture.seat() + " " + picture.media().code());
  }

  /** Remembers where the media runs; null when it runs no more. */
  void runsOn(AppointmentId visit, @Nullable String pipeline) {
    encounters.forChange(visit).runsOn(pipeline, node);
  }

  /** This node starts: connections that its earlier life left open are lost. */
  void loseOpenPresences() {
    lose(node, clock.instant());
  }

  /**
   * Connections that a node held are lost, since it is dead.
   *
   * @param when it was last heard of
   */
  void lose(String deadNode, Instant when) {
    encounters.openOn(deadNode, node).forEach(p -> p.end(Presence.Reason.LOST, when));
    encounters.openScreensOn(deadNode).forEach(s -> s.end(when));
  }

  /**
   * Media that nobody looks after: of visits that are over, and of those that an earlier life of
   * this node held. What another node holds is not this one's business.
   */
  List<Leftover> leftovers() {
    return encounters.withMediaLeft(node).stream()
        .filter(e -> e.pipeline() != null)
        .map(e -> new Leftover(e.appointment(), String.valueOf(e.pipeline())))
        .toList();
  }

  /** It is released; unless the room has been built anew meanwhile, its media is none. */
  void released(Leftover leftover) {
    Encounter encounter = encounters.forChange(leftover.visit());
    if (leftover.pipeline().equals(encounter.pipeline())) {
      encounter.runsOn(null, node);
    }
  }

  /** Media of a visit that is over, or that lost its room. */
  record Leftover(AppointmentId visit, String pipeline) {}
}
