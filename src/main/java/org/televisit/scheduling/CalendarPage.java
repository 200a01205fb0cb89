package org.televisit.scheduling;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.primefaces.event.schedule.ScheduleEntryMoveEvent;
import org.primefaces.event.schedule.ScheduleEntryResizeEvent;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Notices;
import org.televisit.platform.ProblemException;

/**
 * Backs {@code admin/calendar.xhtml} and {@code practitioner/calendar.xhtml}: a day, a week or a
 * month of visits, and one of them in detail. What can be dragged can be typed, too. The address
 * says what is seen.
 */
@Named
@ViewScoped
public class CalendarPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** One day of the list. */
  public record Day(LocalDate date, List<Appointment> visits) {}

  /** So many practitioners fit beside each other. */
  private static final int MOST = 4;

  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(8);
  private static final List<Integer> LENGTHS = List.of(10, 15, 20, 30, 45, 50, 60, 90);

  @Inject CalendarDesk desk;
  @Inject Notices notices;
  @Inject Actor actor;

  private @Nullable CalendarView at;
  private @Nullable SeenVisit seen;
  private @Nullable LocalDate date;
  private @Nullable LocalTime time;
  private int minutes;
  private @Nullable UUID doctor;
  private @Nullable SeenVisit refused;
  private final ArrayList<FoundSlot> alternatives = new ArrayList<>();

  private transient @Nullable List<CalendarGrid> grids;
  private transient @Nullable List<Appointment> visits;
  private transient @Nullable Appointment detail;
  private transient @Nullable GridHours hours;
  private transient @Nullable List<PersonRef> practitioners;
  private transient @Nullable Map<String, String> typeNames;

  /** Reads what the address names; what it names wrongly is as if it did not. */
  public void open() {
    Map<String, String[]> address =
        FacesContext.getCurrentInstance().getExternalContext().getRequestParameterValuesMap();
    CalendarScale usual = isOffice() ? CalendarScale.DAY : CalendarScale.WEEK;
    String visit = first(address, "visit");
    at =
        new CalendarView(
            FacesContext.getCurrentInstance().getViewRoot().getViewId(),
            CalendarScale.named(first(address, "view"), usual),
            CalendarView.day(first(address, "day"), desk.today()),
            known(address.get("who")),
            visit);
    if (visit != null) {
      remember(getDetail(), first(address, "day") == null);
    }
  }

  private static @Nullable String first(Map<String, String[]> address, String name) {
    String @Nullable [] values = address.get(name);
    return values == null || values[0].isBlank() ? null : values[0];
  }

  private List<String> known(String @Nullable [] named) {
    List<String> wanted = named == null ? List.of() : List.of(named);
    return getPractitioners().stream()
        .map(one -> one.id().toString())
        .filter(wanted::contains)
        .limit(MOST)
        .toList();
  }

  private void remember(@Nullable Appointment visit, boolean goThere) {
    if (visit == null) {
      return;
    }
    LocalDateTime start = desk.wall(visit.getSlot().start());
    seen = SeenVisit.of(visit);
    date = start.toLocalDate();
    time = start.toLocalTime();
    minutes = (int) visit.getSlot().length().toMinutes();
    doctor = isOffice() ? visit.getPractitioner().id() : null;
    if (goThere) {
      at = getAt().on(date).showing(visit.getId());
    }
  }

  /** Moves the visit that is shown to the time that was typed, and to the doctor chosen. */
  public @Nullable String move() {
    if (seen == null || date == null || time == null) {
      return null; // the page requires them
    }
    TimeSlot now = desk.visit(actor, seen.id()).getSlot();
    TimeSlot to = desk.slot(date.atTime(time), Duration.ofMinutes(minutes), now);
    return moved(seen, doctor, to) ? there(seen, to) : null;
  }

  /** Takes one of the other times that were offered. */
  public @Nullable String take(int index) {
    if (refused == null || index < 0 || index >= alternatives.size()) {
      return null;
    }
    SeenVisit wanted = refused;
    FoundSlot other = alternatives.get(index);
    @Nullable UUID with = isOffice() ? other.practitioner() : null;
    return moved(wanted, with, other.slot()) ? there(wanted, other.slot()) : null;
  }

  private String there(SeenVisit which, TimeSlot to) {
    LocalDate day = desk.wall(to.start()).toLocalDate();
    return getAt().on(day).showing(which.id()).redirect();
  }

  /** A visit was dragged: it begins where it was dropped, and is as long as before. */
  public void dragged(ScheduleEntryMoveEvent event) {
    SeenVisit dropped = SeenVisit.parse(event.getScheduleEvent().getId());
    TimeSlot now = desk.visit(actor, dropped.id()).getSlot();
    tried(dropped, now, event.getScheduleEvent().getStartDate(), now.length());
  }

  /** A visit's end was dragged. */
  public void stretched(ScheduleEntryResizeEvent event) {
    SeenVisit pulled = SeenVisit.parse(event.getScheduleEvent().getId());
    TimeSlot now = desk.visit(actor, pulled.id()).getSlot();
    Duration length = now.length().plusMinutes(event.getMinuteDeltaEnd());
    tried(pulled, now, desk.wall(now.start()), length);
  }

  private void tried(SeenVisit dropped, TimeSlot now, LocalDateTime start, Duration length) {
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      notices.error("calendar.length");
      return;
    }
    try {
      moved(dropped, null, desk.slot(start, length, now));
    } catch (ProblemException e) { // the grid is drawn anew, with the visit where it was
      notices.error(e);
    }
  }

  private boolean moved(SeenVisit which, @Nullable UUID with, TimeSlot to) {
    alternatives.clear();
    refused = null;
    detail = null;
    visits = null;
    hours = null;
    PersonRef formerly = desk.visit(actor, which.id()).getPractitioner();
    try {
      desk.move(actor, which, with, to);
    } catch (SlotRefusedException e) {
      refused = which;
      alternatives.addAll(e.alternatives());
      notices.error(e);
      return false;
    }
    Appointment now = desk.visit(actor, which.id());
    String patient = now.getPatient().name();
    String practitioner = now.getPractitioner().name();
    boolean handedOver = !now.getPractitioner().equals(formerly);
    if (!desk.isWithinHours(now)) {
      notices.warn(
          handedOver ? "calendar.handedOutside" : "calendar.movedOutside", patient, practitioner);
    } else if (handedOver) {
      notices.ok("calendar.handedOver", patient, practitioner);
    } else {
      notices.ok("calendar.moved", patient);
    }
    return true;
  }

  /** Calls off the visit that is shown. */
  public @Nullable String cancel() {
    if (seen == null) {
      return null;
    }
    Appointment gone = desk.visit(actor, seen.id());
    desk.cancel(actor, seen.id());
    notices.ok("calendar.cancelled", gone.getPatient().name());
    return getAt().on(getAt().day()).redirect();
  }

  /** What is seen. */
  public CalendarView getAt() {
    return Objects.requireNonNull(at, "the page reads its address first");
  }

  public LocalDate getToday() {
    return desk.today();
  }

  public CalendarScale[] getScales() {
    return CalendarScale.values();
  }

  /** Whose calendars could be seen. */
  public List<PersonRef> getPractitioners() {
    List<PersonRef> read = practitioners == null ? desk.practitioners(actor) : practitioners;
    practitioners = read;
    return read;
  }

  /** Whose calendars are seen: those that the address names, else the first. */
  public List<PersonRef> getChosen() {
    List<String> named = getAt().who();
    return getPractitioners().stream()
        .filter(one -> named.isEmpty() || named.contains(one.id().toString()))
        .limit(MOST)
        .toList();
  }

  /** The grid of that number: of a day one for each practitioner, else one for all of them. */
  public @Nullable CalendarGrid grid(int number) {
    List<CalendarGrid> made = grids == null ? made() : grids;
    grids = made;
    return number < made.size() ? made.get(number) : null;
  }

  private List<CalendarGrid> made() {
    List<PersonRef> chosen = getChosen();
    Stream<List<PersonRef>> each =
        getAt().scale() == CalendarScale.DAY
            ? chosen.stream().map(List::of)
            : Stream.of(chosen).filter(some -> !some.isEmpty());
    return each.map(this::grid).toList();
  }

  private CalendarGrid grid(List<PersonRef> some) {
    CalendarView view = getAt();
    String path = FacesContext.getCurrentInstance().getExternalContext().getRequestContextPath();
    return new CalendarGrid(
        desk,
        actor,
        some,
        id -> path + view.showing(id).address() + "#visit",
        some.size() == 1 && view.scale() != CalendarScale.MONTH);
  }

  private List<Appointment> visits() {
    List<Appointment> read = visits == null ? desk.visits(actor, getChosen(), getAt()) : visits;
    visits = read;
    return read;
  }

  /** The visits that are seen, by the day of the clinic; without days that have none. */
  public List<Day> getList() {
    Map<LocalDate, List<Appointment>> days =
        visits().stream()
            .collect(
                Collectors.groupingBy(
                    visit -> desk.wall(visit.getSlot().start()).toLocalDate(),
                    TreeMap::new,
                    Collectors.toList()));
    return days.entrySet().stream().map(day -> new Day(day.getKey(), day.getValue())).toList();
  }

  /** The hours of the day that the grid has: "08:00:00" and "18:00:00", or more if need be. */
  public GridHours getHours() {
    GridHours made = hours == null ? desk.hours(visits(), getChosen(), getAt()) : hours;
    hours = made;
    return made;
  }

  /** The visit that is shown in detail; null if none is. */
  public @Nullable Appointment getDetail() {
    @Nullable String named = getAt().visit();
    if (detail == null && named != null) {
      try {
        detail = desk.visit(actor, AppointmentId.parse(named));
      } catch (IllegalArgumentException e) {
        throw new NotFoundException("no appointment has such an id");
      }
    }
    return detail;
  }

  /** Whether visits can be handed to other practitioners here. */
  public boolean isOffice() {
    return actor.is(Role.CLINIC_ADMIN);
  }

  /** Whether the visit in detail can still be moved or called off. */
  public boolean isMovable() {
    @Nullable Appointment visit = getDetail();
    return visit != null && visit.getStatus() == AppointmentStatus.BOOKED;
  }

  /** Whether the visit in detail lies outside of the hours. */
  public boolean isOutside() {
    @Nullable Appointment visit = getDetail();
    return visit != null && visit.getStatus().isAhead() && !desk.isWithinHours(visit);
  }

  /** The kind of a visit in words. */
  public String typeName(Appointment visit) {
    Locale locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
    Map<String, String> names = typeNames == null ? desk.typeNames(locale) : typeNames;
    typeNames = names;
    return names.getOrDefault(visit.getType(), visit.getType());
  }

  /** Usual lengths of a visit in minutes, and that of the visit in detail. */
  public List<Integer> getLengths() {
    return IntStream.concat(LENGTHS.stream().mapToInt(Integer::intValue), IntStream.of(minutes))
        .filter(length -> length > 0)
        .distinct()
        .sorted()
        .boxed()
        .toList();
  }

  /** Other times for a visit that could not be moved. */
  public List<FoundSlot> getAlternatives() {
    return List.copyOf(alternatives);
  }

  public @Nullable LocalDate getDate() {
    return date;
  }

  public void setDate(@Nullable LocalDate date) {
    this.date = date;
  }

  public @Nullable LocalTime getTime() {
    return time;
  }

  public void setTime(@Nullable LocalTime time) {
    this.time = time;
  }

  /** With whom the visit in detail is to be; null where that is not to be chosen. */
  public @Nullable UUID getDoctor() {
    return doctor;
  }

  public void setDoctor(@Nullable UUID doctor) {
    this.doctor = doctor;
  }

  public int getMinutes() {
    return minutes;
  }

  public void setMinutes(int minutes) {
    this.minutes = minutes;
  }
}
