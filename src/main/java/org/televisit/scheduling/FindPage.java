package org.televisit.scheduling;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;
import org.televisit.platform.Notices;
import org.televisit.platform.Times;

/** Backs {@code patient/find.xhtml}: a week of times that can be booked. */
@Named
@ViewScoped
public class FindPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private static final int DAYS = 7;
  private static final int WAIT_DAYS = 28;

  @Inject Offers offers;
  @Inject Times times;
  @Inject Notices notices;
  @Inject Actor actor;

  private @Nullable UUID patient;
  private @Nullable UUID practitioner;
  private @Nullable String type;
  private @Nullable LocalDate day;
  private List<OfferedDay> days = List.of();
  private List<OfferedDay.OfferedTime> alternatives = List.of();
  private @Nullable LocalDate next;
  private @Nullable LocalDate after;
  private transient @Nullable List<PersonRef> patients;
  private transient @Nullable Optional<WaitlistEntry> waiting;

  /** Fills in what the address leaves open, and looks for times. */
  public void load() {
    if (patient == null && !getPatients().isEmpty()) {
      patient = getPatients().get(0).id();
    }
    List<VisitType> types = offers.types();
    if (type == null || types.stream().noneMatch(t -> t.getCode().equals(type))) {
      type = types.isEmpty() ? null : types.get(0).getCode();
    }
    LocalDate today = times.today();
    if (day == null || day.isBefore(today)) {
      day = today;
    }
    look();
  }

  private void look() {
    days = List.of();
    next = null;
    if (patient == null || type == null) {
      return;
    }
    LocalDate end = getDay().plusDays(DAYS);
    Offers.Found found =
        offers.between(actor, quest(), times.startOf(getDay()), times.startOf(end));
    days = byDay(found.slots());
    after = end;
    if (!found.whole() && days.size() > 1) { // the last day is not all there: it comes next
      OfferedDay last = days.get(days.size() - 1);
      days = List.copyOf(days.subList(0, days.size() - 1));
      after = LocalDate.ofInstant(last.start(), times.getZone());
    }
    if (days.isEmpty()) {
      next =
          offers
              .first(actor, quest(), times.startOf(end))
              .map(first -> LocalDate.ofInstant(first.slot().start(), times.getZone()))
              .orElse(null);
    }
  }

  private List<OfferedDay> byDay(List<FoundSlot> found) {
    ZoneId zone = times.getZone();
    Map<LocalDate, List<OfferedDay.OfferedTime>> byDay = new LinkedHashMap<>();
    for (OfferedDay.OfferedTime time : named(found)) {
      LocalDate date = LocalDate.ofInstant(time.slot().slot().start(), zone);
      byDay.computeIfAbsent(date, any -> new ArrayList<>()).add(time);
    }
    return byDay.values().stream()
        .map(list -> new OfferedDay(list.get(0).slot().slot().start(), list))
        .toList();
  }

  private List<OfferedDay.OfferedTime> named(List<FoundSlot> found) {
    Map<UUID, String> names = new LinkedHashMap<>();
    offers.practitioners().forEach(person -> names.put(person.id(), person.name()));
    return found.stream()
        .map(f -> new OfferedDay.OfferedTime(f, names.getOrDefault(f.practitioner(), "")))
        .toList();
  }

  /** Holds that time, and leads to the page on which the booking is filled in. */
  public @Nullable String hold(FoundSlot found) {
    try {
      return "/patient/hold.xhtml?faces-redirect=true&id=" + offers.hold(actor, quest(), found);
    } catch (SlotRefusedException e) {
      notices.error(e);
      look();
      alternatives = named(e.alternatives());
      return null;
    }
  }

  /** Whether the patient waits for a time. */
  public @Nullable WaitlistEntry getWaiting() {
    if (patient == null) {
      return null;
    }
    Optional<WaitlistEntry> read = waiting == null ? offers.waiting(actor, patient) : waiting;
    waiting = read;
    return read.orElse(null);
  }

  /** The patient wants to hear of a time in these seven days and the three weeks after. */
  public String await() {
    offers.await(
        actor, quest(), times.startOf(getDay()), times.startOf(getDay().plusDays(WAIT_DAYS)));
    notices.ok("scheduling.waitEntered");
    return show();
  }

  public String stopWaiting() {
    offers.stopWaiting(actor, quest().patient());
    notices.ok("scheduling.waitLeft");
    return show();
  }

  private Offers.Quest quest() {
    return new Offers.Quest(
        Objects.requireNonNull(patient, "the page shows no times without a patient"),
        practitioner,
        Objects.requireNonNull(type, "the page shows no times without a kind of visit"));
  }

  /** Shows what was chosen, under an address that can be kept. */
  public String show() {
    return "/patient/find.xhtml?faces-redirect=true&includeViewParams=true";
  }

  public List<OfferedDay> getDays() {
    return days;
  }

  /** Other times, after one could not be had. */
  public List<OfferedDay.OfferedTime> getAlternatives() {
    return alternatives;
  }

  /** The day of the first time after a week that has none; null if there is none either. */
  public @Nullable LocalDate getNext() {
    return next;
  }

  public List<PersonRef> getPatients() {
    List<PersonRef> read = patients == null ? offers.patients(actor) : patients;
    patients = read;
    return read;
  }

  public List<PersonRef> getPractitioners() {
    return offers.practitioners();
  }

  public List<VisitType> getTypes() {
    return offers.types();
  }

  /** Whether nothing lies before the week that is shown. */
  public boolean isFirst() {
    return !getDay().isAfter(times.today());
  }

  public LocalDate getBefore() {
    return getDay().minusDays(DAYS);
  }

  public LocalDate getAfter() {
    return after == null ? getDay().plusDays(DAYS) : after;
  }

  public @Nullable UUID getPatient() {
    return patient;
  }

  public void setPatient(@Nullable UUID patient) {
    this.patient = patient;
  }

  public @Nullable UUID getPractitioner() {
    return practitioner;
  }

  public void setPractitioner(@Nullable UUID practitioner) {
    this.practitioner = practitioner;
  }

  public @Nullable String getType() {
    return type;
  }

  public void setType(@Nullable String type) {
    this.type = type;
  }

  public LocalDate getDay() {
    return day == null ? times.today() : day;
  }

  public void setDay(@Nullable LocalDate day) {
    this.day = day;
  }
}
