package org.televisit.availability;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.BookedVisits.Booked;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Notices;

/**
 * Backs {@code admin/hours.xhtml} and {@code practitioner/hours.xhtml}: the weekly hours of one
 * practitioner.
 */
@Named
@ViewScoped
public class HoursPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** One day of the week and its hours. */
  public record Day(DayOfWeek day, List<WeeklyHours> hours) {}

  @Inject HoursService hours;
  @Inject HoursDesk desk;
  @Inject Notices notices;
  @Inject Actor actor;

  private @Nullable String id;
  private @Nullable String changed;
  private String[] days = {};
  private @Nullable LocalTime from;
  private @Nullable LocalTime until;
  private @Nullable LocalDate first;
  private @Nullable LocalDate last;
  private String[] types = {};
  private transient @Nullable List<Day> week;
  private transient @Nullable List<Booked> struck;

  /** Reads whose hours these are: those named, or the first practitioner's. */
  public void open() {
    if (id == null) {
      id = desk.usualPractitioner();
    }
    read();
  }

  /** Reads one's own hours, whatever the address says. */
  public void openOwn() {
    id = hours.own(actor).id().toString();
    read();
  }

  private void read() {
    first = desk.today();
    if (id == null) {
      return;
    }
    hours.practitioner(actor, practitioner());
    if (changed != null) {
      fill(
          hours.weekly(actor, practitioner()).stream()
              .filter(candidate -> candidate.id().toString().equals(changed))
              .findFirst()
              .orElseThrow(() -> new NotFoundException("no such hours")));
    }
  }

  private void fill(WeeklyHours old) {
    days = new String[] {old.wish().day().name()};
    from = old.wish().from();
    until = old.wish().until();
    first = old.wish().validFrom();
    last = old.wish().validUntil();
    types = old.wish().types().toArray(String[]::new);
  }

  /** Adds the hours that were typed, or puts them in the place of those that are changed. */
  public @Nullable String save() {
    if (from == null || until == null || first == null) {
      return null; // the page requires them
    }
    struck = null;
    List<WeeklyHours.Wish> wishes = new ArrayList<>();
    for (String day : days) {
      wishes.add(
          new WeeklyHours.Wish(DayOfWeek.valueOf(day), from, until, first, last, Set.of(types)));
    }
    if (changed == null) {
      hours.add(actor, practitioner(), wishes);
    } else {
      hours.replace(actor, UUID.fromString(changed), wishes);
    }
    return said();
  }

  public String remove(UUID old) {
    struck = null;
    hours.remove(actor, old);
    return said();
  }

  private String said() {
    HoursDesk.saved(notices, getStruck());
    return FacesContext.getCurrentInstance().getViewRoot().getViewId()
        + "?faces-redirect=true&id="
        + id;
  }

  private UUID practitioner() {
    return HoursDesk.practitioner(id);
  }

  public @Nullable PersonRef getPerson() {
    return id == null ? null : hours.practitioner(actor, practitioner());
  }

  /** Whom a clinic admin may choose. */
  public List<PersonRef> getPractitioners() {
    return desk.practitioners();
  }

  public List<VisitType> getOffered() {
    return desk.types();
  }

  /** The week from Monday on, as it was when the page was opened: a row stays what it was. */
  public List<Day> getWeek() {
    List<Day> read = week == null ? read(hours.weekly(actor, practitioner())) : week;
    week = read;
    return read;
  }

  private static List<Day> read(List<WeeklyHours> all) {
    return Stream.of(DayOfWeek.values())
        .map(day -> new Day(day, all.stream().filter(h -> h.wish().day() == day).toList()))
        .toList();
  }

  public boolean isWithoutHours() {
    return getWeek().stream().allMatch(day -> day.hours().isEmpty());
  }

  /** Booked visits outside of the hours. */
  public List<Booked> getStruck() {
    List<Booked> found = struck == null ? desk.struck(actor, practitioner()) : struck;
    struck = found;
    return found;
  }

  public String dayName(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, locale());
  }

  public String typeNames(Set<String> codes) {
    return desk.typeNames(codes, locale());
  }

  /** Whether hours have not begun to count yet. */
  public boolean isStillToCome(WeeklyHours some) {
    return some.wish().validFrom().isAfter(desk.today());
  }

  private static Locale locale() {
    return FacesContext.getCurrentInstance().getViewRoot().getLocale();
  }

  public DayOfWeek[] getAllDays() {
    return DayOfWeek.values();
  }

  public @Nullable String getId() {
    return id;
  }

  public void setId(@Nullable String id) {
    this.id = id;
  }

  /** Id of the hours that are changed; null while some are added. */
  public @Nullable String getChanged() {
    return changed;
  }

  public void setChanged(@Nullable String changed) {
    this.changed = changed;
  }

  public String[] getDays() {
    return days.clone();
  }

  public void setDays(String[] days) {
    this.days = days.clone();
  }

  public @Nullable LocalTime getFrom() {
    return from;
  }

  public void setFrom(@Nullable LocalTime from) {
    this.from = from;
  }

  public @Nullable LocalTime getUntil() {
    return until;
  }

  public void setUntil(@Nullable LocalTime until) {
    this.until = until;
  }

  public @Nullable LocalDate getFirst() {
    return first;
  }

  public void setFirst(@Nullable LocalDate first) {
    this.first = first;
  }

  public @Nullable LocalDate getLast() {
    return last;
  }

  public void setLast(@Nullable LocalDate last) {
    this.last = last;
  }

  public String[] getTypes() {
    return types.clone();
  }

  public void setTypes(String[] types) {
    this.types = types.clone();
  }
}
