package org.televisit.scheduling;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Notices;

/**
 * Backs {@code patient/appointment.xhtml}: one visit as its patient sees it, to be moved or called
 * off as the clinic's rules allow.
 */
@Named
@ViewScoped
public class AppointmentPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject SchedulingService scheduling;
  @Inject Rescheduling rescheduling;
  @Inject Notices notices;
  @Inject Actor actor;

  private @Nullable AppointmentId id;
  private int version;
  private List<FoundSlot> times = List.of();
  private transient @Nullable Appointment visit;

  /** Shows the page to who may see the visit. */
  public void open() {
    version = getVisit().getVersion();
  }

  /** Looks for other times with the same practitioner. */
  public void look() {
    times = rescheduling.times(actor, getVisit());
    if (times.isEmpty()) {
      notices.warn("scheduling.moveNone");
    }
  }

  /** Moves the visit there, unless it was changed since it was shown. */
  public @Nullable String move(FoundSlot to) {
    try {
      scheduling.move(actor, required(), version, to.slot());
      notices.ok("scheduling.moved");
      return here();
    } catch (SlotRefusedException e) {
      notices.error(e);
      times = e.alternatives();
      visit = null;
      return null;
    }
  }

  public String cancel() {
    scheduling.cancel(actor, required());
    notices.ok("scheduling.cancelled");
    return here();
  }

  private String here() {
    return "/patient/appointment.xhtml?faces-redirect=true&id=" + id;
  }

  public Appointment getVisit() {
    if (visit == null) {
      visit = scheduling.get(actor, required());
    }
    return visit;
  }

  /** What the patient wrote; empty if nothing. */
  public String getReason() {
    return rescheduling.reason(getVisit(), actor);
  }

  /** Whether this person may move it or call it off now. */
  public boolean isChangeable() {
    return rescheduling.isChangeable(getVisit(), actor);
  }

  /** Whether it is agreed and still to come, although it is too late to change it here. */
  public boolean isAhead() {
    return getVisit().getStatus().isAhead();
  }

  public boolean isOwn() {
    return getVisit().getPatient().subject().equals(actor.subject());
  }

  public List<FoundSlot> getTimes() {
    return times;
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
