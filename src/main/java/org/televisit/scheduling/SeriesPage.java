package org.televisit.scheduling;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;

/** Backs {@code admin/series.xhtml}: visits that come again, and what could not be booked. */
@Named
@ViewScoped
public class SeriesPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject SeriesService series;
  @Inject SchedulingService scheduling;
  @Inject People people;
  @Inject Actor actor;

  private @Nullable UUID patient;
  private @Nullable UUID practitioner;
  private @Nullable LocalDate date;
  private @Nullable LocalTime time;
  private String type = VisitType.CONSULTATION;
  private Repetition.Unit unit = Repetition.Unit.WEEKLY;
  private int every = 1;
  private int count = 6;
  private SeriesService.@Nullable Outcome outcome;

  /** Books what is free, and shows what was not. */
  public void book() {
    if (patient == null || practitioner == null || date == null || time == null) {
      return; // the page requires them all
    }
    outcome =
        series.book(
            actor,
            new SeriesService.Wish(
                patient,
                practitioner,
                type,
                date.atTime(time),
                new Repetition(unit, every, count)));
  }

  /** Books another time in the place of one that was not free. */
  public String take(FoundSlot found) {
    AppointmentId id =
        scheduling.book(
            actor,
            new VisitWish(
                Objects.requireNonNull(patient), found.practitioner(), found.slot(), type));
    return "/admin/visit.xhtml?faces-redirect=true&id=" + id;
  }

  /** What became of it; null before it was tried. */
  public SeriesService.@Nullable Outcome getOutcome() {
    return outcome;
  }

  /** The visits that were booked. */
  public List<Appointment> getBooked() {
    return outcome == null
        ? List.of()
        : outcome.booked().stream().map(id -> scheduling.get(actor, id)).toList();
  }

  public List<PersonRef> getPatients() {
    return people.patients();
  }

  public List<PersonRef> getPractitioners() {
    return people.practitioners();
  }

  public List<VisitType> getTypes() {
    return scheduling.types();
  }

  public Repetition.Unit[] getUnits() {
    return Repetition.Unit.values();
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

  public String getType() {
    return type;
  }

  public void setType(String type) {
    this.type = type;
  }

  public Repetition.Unit getUnit() {
    return unit;
  }

  public void setUnit(Repetition.Unit unit) {
    this.unit = unit;
  }

  public int getEvery() {
    return every;
  }

  public void setEvery(int every) {
    this.every = every;
  }

  public int getCount() {
    return count;
  }

  public void setCount(int count) {
    this.count = count;
  }
}
