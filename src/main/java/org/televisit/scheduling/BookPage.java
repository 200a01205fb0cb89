package org.televisit.scheduling;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
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

/** Backs {@code admin/book.xhtml}: one visit, at a time on the clinic's wall, or now. */
@Named
@ViewScoped
public class BookPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** Usual lengths of a visit, in minutes. */
  private static final List<Integer> LENGTHS = List.of(10, 15, 20, 30, 45, 60, 90);

  @Inject SchedulingService scheduling;
  @Inject ClinicCalendar calendar;
  @Inject People people;
  @Inject Actor actor;

  private transient @Nullable List<VisitType> types;
  private @Nullable UUID patient;
  private @Nullable UUID practitioner;
  private @Nullable LocalDate date;
  private @Nullable LocalTime time;
  private @Nullable Integer minutes;
  private String type = VisitType.CONSULTATION;
  private boolean outside;
  private List<FoundSlot> alternatives = List.of();

  @PostConstruct
  void load() {
    date = calendar.today();
  }

  /**
   * Books, and shows the visit; a problem stays on the page with what was typed. Outside of the
   * practitioner's hours it asks first.
   */
  public @Nullable String book() {
    alternatives = List.of();
    @Nullable VisitWish wish = wish();
    outside = wish != null && !scheduling.isOpen(wish);
    return wish == null || outside ? null : book(wish);
  }

  /** Books although the practitioner takes no such visits then. */
  public @Nullable String bookAnyway() {
    @Nullable VisitWish wish = wish();
    return wish == null ? null : book(wish);
  }

  /** Books one of the times that were offered instead. */
  public @Nullable String take(FoundSlot found) {
    return patient == null
        ? null
        : book(new VisitWish(patient, found.practitioner(), found.slot(), type));
  }

  /** Books for somebody who is here already. */
  public @Nullable String walkIn() {
    if (patient == null || practitioner == null) {
      return null; // the page requires them
    }
    outside = false;
    try {
      return shown(scheduling.walkIn(actor, patient, practitioner, type, length()));
    } catch (SlotRefusedException e) {
      alternatives = e.alternatives();
      throw e;
    }
  }

  private String book(VisitWish wish) {
    outside = false;
    try {
      return shown(scheduling.book(actor, wish));
    } catch (SlotRefusedException e) {
      alternatives = e.alternatives();
      throw e;
    }
  }

  private @Nullable VisitWish wish() {
    if (patient == null || practitioner == null || date == null || time == null) {
      return null; // the page requires them all
    }
    TimeSlot slot = calendar.slot(date.atTime(time), length());
    return new VisitWish(patient, practitioner, slot, type);
  }

  private Duration length() {
    return minutes == null
        ? getTypes().stream()
            .filter(t -> t.getCode().equals(type))
            .findFirst()
            .orElseThrow()
            .getDuration()
        : Duration.ofMinutes(minutes);
  }

  private static String shown(AppointmentId id) {
    return "/admin/visit.xhtml?faces-redirect=true&id=" + id;
  }

  public List<PersonRef> getPatients() {
    return people.patients();
  }

  public List<PersonRef> getPractitioners() {
    return people.practitioners();
  }

  public List<Integer> getLengths() {
    return LENGTHS;
  }

  public List<VisitType> getTypes() {
    if (types == null) {
      types = scheduling.types();
    }
    return types;
  }

  /** Whether the wanted time lies outside of the practitioner's hours. */
  public boolean isOutside() {
    return outside;
  }

  /** Other times, after one could not be had. */
  public List<FoundSlot> getAlternatives() {
    return alternatives;
  }

  public String getType() {
    return type;
  }

  public void setType(String type) {
    this.type = type;
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

  /** Null for what is usual for the kind of visit. */
  public @Nullable Integer getMinutes() {
    return minutes;
  }

  public void setMinutes(@Nullable Integer minutes) {
    this.minutes = minutes;
  }
}
