package org.televisit.availability;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import org.televisit.identity.Actor;
import org.televisit.platform.Notices;

/** Backs {@code admin/booking.xhtml}: what patients are bound to when they book. */
@Named
@ViewScoped
public class BookingRulesPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject ClinicRulesService rules;
  @Inject AvailabilityService availability;
  @Inject Notices notices;
  @Inject Actor actor;

  private int seen;
  private int notice;
  private int horizon;
  private int hold;
  private int cancel;

  /** Reads the rules, and remembers on top of which ones the person writes. */
  public void open() {
    seen = rules.rulesVersion();
    BookingRules now = availability.rules();
    notice = (int) now.minimumNotice().toMinutes();
    horizon = (int) now.horizon().toDays();
    hold = (int) now.holdFor().toMinutes();
    cancel = (int) now.cancelUntil().toHours();
  }

  public String save() {
    rules.change(
        actor,
        seen,
        new BookingRules(
            Duration.ofMinutes(notice),
            Duration.ofDays(horizon),
            Duration.ofMinutes(hold),
            Duration.ofHours(cancel)));
    notices.ok("availability.saved");
    return "/admin/booking.xhtml?faces-redirect=true";
  }

  /** Minutes. */
  public int getNotice() {
    return notice;
  }

  public void setNotice(int notice) {
    this.notice = notice;
  }

  /** Days. */
  public int getHorizon() {
    return horizon;
  }

  public void setHorizon(int horizon) {
    this.horizon = horizon;
  }

  /** Minutes. */
  public int getHold() {
    return hold;
  }

  public void setHold(int hold) {
    this.hold = hold;
  }

  /** Hours. */
  public int getCancel() {
    return cancel;
  }

  public void setCancel(int cancel) {
    this.cancel = cancel;
  }
}
