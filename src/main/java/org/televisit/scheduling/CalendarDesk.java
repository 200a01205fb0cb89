package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.AvailabilityService;
import org.televisit.availability.ClinicCalendar;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.platform.WallClock;

/** What the calendar shows, and to whom: everything to a clinic admin, else one's own. */
@ApplicationScoped
class CalendarDesk {

  private static final Set<AppointmentStatus> SHOWN =
      Set.of(
          AppointmentStatus.BOOKED,
          AppointmentStatus.ARRIVED,
          AppointmentStatus.FULFILLED,
          AppointmentStatus.NOSHOW);

  @Inject SchedulingService scheduling;
  @Inject AvailabilityService availability;
  @Inject ClinicCalendar calendar;
  @Inject People people;

  /** Whose calendars this person may see, by name. */
  List<PersonRef> practitioners(Actor actor) {
    return people.practitioners().stream()
        .filter(one -> actor.is(Role.CLINIC_ADMIN) || one.subject().equals(actor.subject()))
        .toList();
  }

  /** The visits of some practitioners that overlap [from, to) of the clinic's wall, by start. */
  List<Appointment> visits(Actor actor, List<PersonRef> who, LocalDateTime from, LocalDateTime to) {
    Set<UUID> wanted = who.stream().map(PersonRef::id).collect(Collectors.toSet());
    return scheduling.of(actor, calendar.moment(from), calendar.moment(to)).stream()
        .filter(visit -> wanted.contains(visit.getPractitioner().id()))
        .filter(visit -> SHOWN.contains(visit.getStatus()))
        .toList();
  }

  /** The same for all days that are seen. */
  List<Appointment> visits(Actor actor, List<PersonRef> who, CalendarView seen) {
    return visits(actor, who, seen.first().atStartOfDay(), seen.last().plusDays(1).atStartOfDay());
  }

  /** The hours that a grid needs to show these visits, and when the practitioners take visits. */
  GridHours hours(List<Appointment> visits, List<PersonRef> who, CalendarView seen) {
    LocalDateTime from = seen.first().atStartOfDay();
    LocalDateTime to = seen.last().plusDays(1).atStartOfDay();
    return GridHours.of(
        Stream.concat(
                visits.stream().map(Appointment::getSlot),
                who.stream().flatMap(one -> open(one, from, to).stream()))
            .map(this::ends)
            .toList());
  }

  private GridHours.Ends ends(TimeSlot slot) {
    LocalDateTime start = calendar.wall(slot.start());
    return new GridHours.Ends(start, start.plus(slot.length()));
  }

  /** When a practitioner takes visits of any kind in [from, to) of the clinic's wall. */
  List<TimeSlot> open(PersonRef who, LocalDateTime from, LocalDateTime to) {
    return availability.open(who.id(), calendar.moment(from), calendar.moment(to));
  }

  /** See {@link SchedulingService#get}. */
  Appointment visit(Actor actor, AppointmentId id) {
    return scheduling.get(actor, id);
  }

  /** Whether the practitioner takes visits of this one's kind then. */
  boolean isWithinHours(Appointment visit) {
    return availability.takes(visit.getPractitioner().id(), visit.getType(), visit.getSlot());
  }

  /** All kinds of visits in words, by code. */
  Map<String, String> typeNames(Locale locale) {
    return availability.types().stream()
        .collect(Collectors.toMap(VisitType::getCode, type -> type.name(locale)));
  }

  LocalDate today() {
    return calendar.today();
  }

  LocalDateTime wall(Instant moment) {
    return calendar.wall(moment);
  }

  /**
   * See {@link ClinicCalendar#slot}. Where a visit begins already stays that very moment, also if
   * the wall shows its time twice.
   */
  TimeSlot slot(LocalDateTime start, Duration length, TimeSlot now) {
    return start.equals(calendar.wall(now.start()))
        ? TimeSlot.of(now.start(), length)
        : calendar.slot(start, length);
  }

  /** "02:30 CET": when a visit begins, where the clinic's wall shows that time twice. */
  Optional<String> timeThatComesTwice(Appointment visit) {
    ZonedDateTime start = calendar.zoned(visit.getSlot().start());
    Locale locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
    return WallClock.isTwice(start) ? Optional.of(WallClock.text(start, locale)) : Optional.empty();
  }

  /** Whether the clinic's wall shows the time at which a visit begins for the second time. */
  boolean isSecondTime(Appointment visit) {
    ZonedDateTime start = calendar.zoned(visit.getSlot().start());
    return !start.equals(start.withEarlierOffsetAtOverlap());
  }

  /**
   * See {@link SchedulingService#move} and {@link SchedulingService#handOver}.
   *
   * @param doctor whom it is to be handed to; null to leave it where it is
   */
  void move(Actor actor, SeenVisit seen, @Nullable UUID doctor, TimeSlot to) {
    if (doctor == null) {
      scheduling.move(actor, seen.id(), seen.version(), to);
    } else {
      scheduling.handOver(actor, seen.id(), seen.version(), doctor, to);
    }
  }

  /** See {@link SchedulingService#cancel(Actor, AppointmentId)}. */
  void cancel(Actor actor, AppointmentId id) {
    scheduling.cancel(actor, id);
  }
}
