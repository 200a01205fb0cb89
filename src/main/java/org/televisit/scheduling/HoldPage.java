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
 * Backs {@code patient/hold.xhtml}: a time is held while the patient says why they come. What was
 * written stays through everything that may happen to the time.
 */
@Named
@ViewScoped
public class HoldPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject SchedulingService scheduling;
  @Inject Offers offers;
  @Inject Notices notices;
  @Inject Actor actor;

  private @Nullable AppointmentId id;
  private @Nullable String reason;
  private List<FoundSlot> alternatives = List.of();
  private transient @Nullable Appointment held;

  /** Shows the page to who may book; what is booked already has a page of its own. */
  public @Nullable String open() {
    AppointmentStatus status = getHeld().getStatus();
    boolean undecided = status == AppointmentStatus.PENDING || getHeld().getHeldUntil() != null;
    return undecided ? null : visitPage(required());
  }

  /** Books it. If the time is gone, others are offered and what was written stays. */
  public @Nullable String confirm() {
    try {
      AppointmentId visit = offers.confirm(actor, required(), reason);
      notices.ok("scheduling.holdBooked");
      return visitPage(visit);
    } catch (SlotRefusedException e) {
      refused(e);
      return null;
    }
  }

  /** Holds another time for the same visit. */
  public @Nullable String choose(FoundSlot other) {
    Appointment before = getHeld();
    try {
      id =
          offers.hold(
              actor,
              new Offers.Quest(before.getPatient().id(), other.practitioner(), before.getType()),
              other);
      held = null;
      alternatives = List.of();
    } catch (SlotRefusedException e) {
      refused(e);
    }
    return null;
  }

  /** Gives the time back, and shows others. */
  public String back() {
    Appointment before = getHeld();
    scheduling.release(actor, required());
    return "/patient/find.xhtml?faces-redirect=true&patient=%s&practitioner=%s&type=%s"
        .formatted(before.getPatient().id(), before.getPractitioner().id(), before.getType());
  }

  private void refused(SlotRefusedException e) {
    notices.error(e);
    alternatives = e.alternatives();
    held = null;
  }

  private static String visitPage(AppointmentId visit) {
    return "/patient/appointment.xhtml?faces-redirect=true&id=" + visit;
  }

  public Appointment getHeld() {
    if (held == null) {
      held = scheduling.get(actor, required());
    }
    return held;
  }

  /** Whether it is the person's own visit, and not that of somebody whom they represent. */
  public boolean isOwn() {
    return getHeld().getPatient().subject().equals(actor.subject());
  }

  public boolean isStillHeld() {
    return scheduling.isHeld(getHeld());
  }

  public List<FoundSlot> getAlternatives() {
    return alternatives;
  }

  public @Nullable AppointmentId getId() {
    return id;
  }

  public void setId(@Nullable AppointmentId id) {
    this.id = id;
  }

  public @Nullable String getReason() {
    return reason;
  }

  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }

  private AppointmentId required() {
    if (id == null) {
      throw new NotFoundException("no appointment was named");
    }
    return id;
  }
}
