package org.televisit.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Slot;
import org.hl7.fhir.r4.model.Slot.SlotStatus;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.PersonRef;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.FoundSlot;
import org.televisit.scheduling.SchedulingService;
import org.televisit.scheduling.SlotFinder;
import org.televisit.scheduling.SlotWish;

/**
 * Times of a practitioner: free as the slot finder finds them, each start that is possible, so they
 * overlap; busy where who asks may see the visit. A free one is stored nowhere; its id says all
 * that is needed to look again.
 */
@ApplicationScoped
class ScheduleSlots {

  static final Set<String> PARAMETERS = Set.of("schedule", "start", "status", "service-type");

  private static final Set<String> STATES = Set.of("free", "busy");
  private static final int MOST = 10_000; // more than there are in the longest stretch

  @Inject FreeTimes free;
  @Inject SchedulingService scheduling;
  @Inject Windows windows;
  @Inject Desk desk;

  Bundle search(UriInfo uri) {
    Query query = new Query(uri, PARAMETERS);
    UUID practitioner =
        query
            .reference("schedule", "Schedule")
            .orElseThrow(() -> FhirProblem.bad("The parameter schedule is needed."));
    PersonRef who = free.practitioner(practitioner);
    SearchDates dates = windows.dates(query.all("start"));
    Windows.Window window = windows.of(dates, Windows.SLOTS);
    VisitType type =
        free.type(query.all("service-type").stream().findFirst().map(ScheduleSlots::code));
    Set<String> states = query.oneOf("status", STATES);
    List<Slot> slots = new ArrayList<>();
    if (states.isEmpty() || states.contains("free")) {
      slots.addAll(free(who, window, type));
    }
    if (states.isEmpty() || states.contains("busy")) {
      slots.addAll(busy(who, window));
    }
    slots.removeIf(slot -> !dates.contains(slot.getStart().toInstant()));
    slots.sort(Comparator.comparing(Slot::getStart));
    return desk.bundle("Slot", query, slots, window);
  }

  /** A token of FHIR search: {@code code} or {@code system|code}. */
  private static String code(String token) {
    return token.substring(token.indexOf('|') + 1);
  }

  private List<Slot> free(PersonRef who, Windows.Window window, VisitType type) {
    SlotWish wish =
        new SlotWish(
            who.id(), type.getCode(), window.from(), window.to().plus(type.getDuration()), MOST);
    return free.find(wish, window).stream()
        .map(FoundSlot::slot)
        .map(slot -> offered(who, slot, type, SlotStatus.FREE))
        .toList();
  }

  private Slot offered(PersonRef who, TimeSlot slot, VisitType type, SlotStatus status) {
    Slot resource = slot(who, slot, status);
    resource.setId(ProposalId.of(who.id(), slot.start(), type.getCode()).text());
    resource.addServiceType(FhirTypes.visitType(desk.base(), type));
    return resource;
  }

  /**
   * One time: of a free one's id whether it is free still, else {@code busy-unavailable} without
   * saying why; of a visit's or a held time's id that it is taken.
   *
   * @throws NotFoundException if the id is none, names no practitioner, no kind of visit that is
   *     offered, or a time at which none begins or that is over a year away; and of a visit that is
   *     none of theirs, or takes no time any more
   */
  Slot read(String id) {
    return ProposalId.parse(id).map(this::asItIsNow).orElseGet(() -> taken(id));
  }

  private Slot asItIsNow(ProposalId id) {
    PersonRef who = free.practitioner(id.practitioner());
    VisitType type = free.type(id);
    if (!windows.isNear(id.start()) || !SlotFinder.isOnGrid(id.start())) {
      throw new NotFoundException("no slot begins then");
    }
    TimeSlot slot = TimeSlot.of(id.start(), type.getDuration());
    boolean isFree =
        free.find(new SlotWish(who.id(), type.getCode(), slot.start(), slot.end(), 1)).stream()
            .anyMatch(found -> found.slot().equals(slot));
    return offered(who, slot, type, isFree ? SlotStatus.FREE : SlotStatus.BUSYUNAVAILABLE);
  }

  private Slot taken(String id) {
    AppointmentId named;
    try {
      named = AppointmentId.parse(id);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException("no slot has such an id");
    }
    Appointment visit = scheduling.get(desk.actor(), named);
    Slot resource = slot(visit.getPractitioner(), visit.getSlot(), status(visit));
    resource.setId(id);
    desk.read("slot/" + id);
    return resource;
  }

  private SlotStatus status(Appointment visit) {
    return switch (visit.getStatus()) {
      case BOOKED, ARRIVED, FULFILLED -> SlotStatus.BUSY;
      case PENDING -> held(visit);
      case CANCELLED, NOSHOW -> throw new NotFoundException("it takes no time any more");
    };
  }

  private SlotStatus held(Appointment visit) {
    if (!scheduling.isHeld(visit)) {
      throw new NotFoundException("it is held no more");
    }
    return SlotStatus.BUSYTENTATIVE;
  }

  private List<Slot> busy(PersonRef who, Windows.Window window) {
    List<Slot> busy =
        scheduling.of(desk.actor(), window.from(), window.to()).stream()
            .filter(visit -> visit.getPractitioner().equals(who))
            .filter(visit -> visit.getStatus().isAhead())
            .map(
                visit -> {
                  Slot resource = slot(who, visit.getSlot(), SlotStatus.BUSY);
                  resource.setId(visit.getId().toString());
                  return resource;
                })
            .toList();
    desk.searched("Slot", window, busy.size());
    return busy;
  }

  private static Slot slot(PersonRef who, TimeSlot slot, SlotStatus status) {
    Slot resource = new Slot().setStatus(status);
    resource.setSchedule(new Reference("Schedule/" + who.id()));
    resource.setStartElement(FhirTypes.instant(slot.start()));
    resource.setEndElement(FhirTypes.instant(slot.end()));
    return resource;
  }
}
