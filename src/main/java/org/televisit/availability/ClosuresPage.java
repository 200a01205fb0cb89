package org.televisit.availability;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.BookedVisits.Booked;
import org.televisit.identity.Actor;
import org.televisit.platform.Notices;

/** Backs {@code admin/closures.xhtml}: when the whole clinic is closed. */
@Named
@ViewScoped
public class ClosuresPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private static final String PAGE = "/admin/closures.xhtml?faces-redirect=true";

  @Inject HoursService hours;
  @Inject HoursDesk desk;
  @Inject Notices notices;
  @Inject Actor actor;

  private @Nullable LocalDate first;
  private @Nullable LocalTime from;
  private @Nullable LocalDate last;
  private @Nullable LocalTime until;
  private @Nullable String note;
  private transient @Nullable List<Deviation> closures;
  private transient @Nullable List<Booked> struck;

  /** Enters what was typed. */
  public @Nullable String save() {
    if (first == null) {
      return null; // the page requires it
    }
    hours.close(actor, desk.span(first, from, last == null ? first : last, until), note);
    return said();
  }

  public String takeBack(UUID closure) {
    hours.takeBack(actor, closure);
    return said();
  }

  private String said() {
    struck = null;
    HoursDesk.saved(notices, getStruck());
    return PAGE;
  }

  /** As they were when the page was opened: a row stays what it was. */
  public List<Deviation> getClosures() {
    List<Deviation> read = closures == null ? hours.closures(actor) : closures;
    closures = read;
    return read;
  }

  /** Booked visits at times at which the clinic is closed. */
  public List<Booked> getStruck() {
    List<Booked> found = struck == null ? desk.struckByClosures(actor) : struck;
    struck = found;
    return found;
  }

  public boolean isWholeDays(Deviation closure) {
    return desk.isWholeDays(closure.span());
  }

  public @Nullable LocalDate getFirst() {
    return first;
  }

  public void setFirst(@Nullable LocalDate first) {
    this.first = first;
  }

  public @Nullable LocalTime getFrom() {
    return from;
  }

  public void setFrom(@Nullable LocalTime from) {
    this.from = from;
  }

  public @Nullable LocalDate getLast() {
    return last;
  }

  public void setLast(@Nullable LocalDate last) {
    this.last = last;
  }

  public @Nullable LocalTime getUntil() {
    return until;
  }

  public void setUntil(@Nullable LocalTime until) {
    this.until = until;
  }

  public @Nullable String getNote() {
    return note;
  }

  public void setNote(@Nullable String note) {
    this.note = note;
  }
}
