package org.televisit.scheduling;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.ClinicCalendar;
import org.televisit.identity.Actor;
import org.televisit.platform.NotFoundException;

/** Backs {@code admin/visit.xhtml}: one appointment, its outcome, and calling it off. */
@Named
@ViewScoped
public class VisitPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject SchedulingService scheduling;
  @Inject OutcomeService outcomes;
  @Inject ClinicCalendar calendar;
  @Inject Actor actor;

  private @Nullable AppointmentId id;
  private String reason = CancelReason.PATIENT.code();
  private transient @Nullable Appointment visit;

  public @Nullable AppointmentId getId() {
    return id;
  }

  public void setId(@Nullable AppointmentId id) {
    this.id = id;
  }

  /** Shows the page only to who may see the visit, and only of a visit that exists. */
  public void open() {
    getVisit();
  }

  public Appointment getVisit() {
    if (visit == null) {
      visit = scheduling.get(actor, required());
    }
    return visit;
  }

  /** The clinic's day of the visit, for the way back to its board. */
  public LocalDate getDay() {
    return calendar.dayOf(getVisit().getSlot().start());
  }

  public boolean isCancellable() {
    return getVisit().getStatus() == AppointmentStatus.BOOKED;
  }

  public String cancel() {
    visit = null;
    scheduling.cancel(actor, required(), reason);
    return here();
  }

  /** Whether the patient has not come although the visit should be over. */
  public boolean isNoShowProposed() {
    return outcomes.isNoShowProposed(getVisit());
  }

  public String noShow() {
    visit = null;
    outcomes.noShow(actor, required());
    return here();
  }

  /** Whether the patient came, and nobody let them in before the room closed. */
  public boolean isUnmet() {
    return outcomes.isUnmet(getVisit());
  }

  public String unmet() {
    visit = null;
    outcomes.unmet(actor, required(), reason);
    return here();
  }

  /** Last part of the key of what is to be done next. */
  public String getNext() {
    if (isNoShowProposed()) {
      return "missed";
    }
    return isUnmet() ? "unmet" : getVisit().getStatus().code();
  }

  private String here() {
    return "/admin/visit.xhtml?faces-redirect=true&id=" + id;
  }

  public List<CancelReason> getReasons() {
    return isUnmet() ? CancelReason.ofClinic() : CancelReason.ofPeople();
  }

  /** Code of the reason for which the visit is called off. */
  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  private AppointmentId required() {
    if (id == null) {
      throw new NotFoundException("no appointment was named");
    }
    return id;
  }
}
