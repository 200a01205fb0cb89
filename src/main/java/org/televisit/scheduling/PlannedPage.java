package org.televisit.scheduling;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.platform.NotFoundException;

/**
 * Backs {@code practitioner/planned.xhtml}: one visit as its practitioner sees it, why the patient
 * comes, and what became of it.
 */
@Named
@ViewScoped
public class PlannedPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject SchedulingService scheduling;
  @Inject OutcomeService outcomes;
  @Inject VisitReasons reasons;
  @Inject Actor actor;

  private @Nullable AppointmentId id;
  private transient @Nullable Appointment visit;
  private transient @Nullable String reason;

  /** Shows the page to who takes part in the visit. */
  public void open() {
    getVisit();
  }

  public String cancel() {
    scheduling.cancel(actor, required(), CancelReason.PRACTITIONER.code());
    return here();
  }

  public String noShow() {
    outcomes.noShow(actor, required());
    return here();
  }

  private String here() {
    return "/practitioner/planned.xhtml?faces-redirect=true&id=" + id;
  }

  public Appointment getVisit() {
    if (visit == null) {
      visit = scheduling.asParticipant(actor, required());
    }
    return visit;
  }

  /** What the patient wrote; empty if nothing. Reading it is audited, once for each page. */
  public String getReason() {
    if (reason == null) {
      reason = reasons.read(actor, required());
    }
    return reason;
  }

  public boolean isCancellable() {
    return getVisit().getStatus() == AppointmentStatus.BOOKED;
  }

  /** Whether the patient has not come although the visit should be over. */
  public boolean isNoShowProposed() {
    return outcomes.isNoShowProposed(getVisit());
  }

  public @Nullable AppointmentId getId() {
    return id;
  }

  public void setId(@Nullable AppointmentId id) {
    this.id = id;
  }

  private AppointmentId required() {
    if (id == null) {
      throw new NotFoundException("no appointment was named");
    }
    return id;
  }
}
