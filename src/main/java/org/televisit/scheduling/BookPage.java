package org.televisit.scheduling;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.ClinicCalendar;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;

/** Backs {@code admin/book.xhtml}: one visit, at a time on the clinic's wall. */
@Named
@RequestScoped
public class BookPage {

  /** Usual lengths of a visit, in minutes. */
  private static final List<Integer> LENGTHS = List.of(10, 15, 20, 30, 45, 60, 90);

  @Inject SchedulingService scheduling;
  @Inject ClinicCalendar calendar;
  @Inject People people;
  @Inject Actor actor;

  private List<PersonRef> patients = List.of();
  private List<PersonRef> practitioners = List.of();
  private @Nullable UUID patient;
  private @Nullable UUID practitioner;
  private @Nullable LocalDate date;
  private @Nullable LocalTime time;
  private int minutes = 20;
  private String type = VisitType.CONSULTATION;
  private List<VisitType> types = List.of();

  @PostConstruct
  void load() {
    patients = people.patients();
    practitioners = people.practitioners();
    types = scheduling.types();
    date = calendar.today();
  }

  /** Books, and shows the visit; a problem stays on the page with what was typed. */
  public @Nullable String book() {
    if (patient == null || practitioner == null || date == null || time == null) {
      return null; // the page requires them all
    }
    TimeSlot slot = calendar.slot(date.atTime(time), Duration.ofMinutes(minutes));
    AppointmentId id = scheduling.book(actor, new VisitWish(patient, practitioner, slot, type));
    return "/admin/visit.xhtml?faces-redirect=true&id=" + id;
  }

  public List<PersonRef> getPatients() {
    return patients;
  }

  public List<PersonRef> getPractitioners() {
    return practitioners;
  }

  public List<Integer> getLengths() {
    return LENGTHS;
  }

  public LocalDate getToday() {
    return calendar.today();
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

  public List<VisitType> getTypes() {
    return types;
  }

  public String getType() {
    return type;
  }

  public void setType(String type) {
    this.type = type;
  }

  public int getMinutes() {
    return minutes;
  }

  public void setMinutes(int minutes) {
    this.minutes = minutes;
  }
}
