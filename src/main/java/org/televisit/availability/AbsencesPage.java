package org.televisit.availability;

import jakarta.faces.context.FacesContext;
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
import org.televisit.identity.PersonRef;
import org.televisit.platform.Notices;

/**
 * Backs {@code admin/absences.xhtml} and {@code practitioner/absences.xhtml}: when one practitioner
 * is away, and takes visits outside of the weekly hours.
 */
@Named
@ViewScoped
public class AbsencesPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject HoursService hours;
  @Inject HoursDesk desk;
  @Inject Notices notices;
  @Inject Actor actor;

  private @Nullable String id;
  private String kind = Deviation.Kind.ABSENCE.code();
  private @Nullable LocalDate first;
  private @Nullable LocalTime from;
  private @Nullable LocalDate last;
  private @Nullable LocalTime until;
  private @Nullable String type;
  private @Nullable String note;
  private transient @Nullable List<Deviation> deviations;
  private transient @Nullable List<Booked> struck;

  /** Reads whose absences these are: those named, or the first practitioner's. */
  public void open() {
    if (id == null) {
      id = desk.usualPractitioner();
    }
    if (id != null) {
      hours.practitioner(actor, practitioner());
    }
  }

  /** Reads one's own, whatever the address says. */
  public void openOwn() {
    id = hours.own(actor).id().toString();
  }

  /** Enters what was typed. */
  public @Nullable String save() {
    if (first == null) {
      return null; // the page requires it
    }
    struck = null;
    LocalDate end = last == null ? first : last;
    hours.deviate(
        actor,
        practitioner(),
        new DeviationWish(
            new Deviation.Codes().convertToEntityAttribute(kind),
            desk.span(first, from, end, until),
            type,
            note));
    return said();
  }

  public String takeBack(UUID deviation) {
    struck = null;
    hours.takeBack(actor, deviation);
    return said();
  }

  private String said() {
    HoursDesk.saved(notices, getStruck());
    return FacesContext.getCurrentInstance().getViewRoot().getViewId()
        + "?faces-redirect=true&id="
        + id;
  }

  private UUID practitioner() {
    return HoursDesk.practitioner(id);
  }

  public @Nullable PersonRef getPerson() {
    return id == null ? null : hours.practitioner(actor, practitioner());
  }

  /** Whom a clinic admin may choose. */
  public List<PersonRef> getPractitioners() {
    return desk.practitioners();
  }

  public List<VisitType> getOffered() {
    return desk.types();
  }

  /**
   * What deviates now or later, the clinic's closures among it, as it was when the page was opened:
   * a row stays what it was.
   */
  public List<Deviation> getDeviations() {
    List<Deviation> read =
        deviations == null ? hours.deviations(actor, practitioner()) : deviations;
    deviations = read;
    return read;
  }

  /** Booked visits outside of the hours. */
  public List<Booked> getStruck() {
    List<Booked> found = struck == null ? desk.struck(actor, practitioner()) : struck;
    struck = found;
    return found;
  }

  public boolean isWholeDays(Deviation deviation) {
    return desk.isWholeDays(deviation.span());
  }

  /** The kinds of visits that extra hours are for, in words. */
  public String typeNames(Deviation extra) {
    return desk.typeNames(
        extra.getType() == null ? List.of() : List.of(extra.getType()),
        FacesContext.getCurrentInstance().getViewRoot().getLocale());
  }

  public @Nullable String getId() {
    return id;
  }

  public void setId(@Nullable String id) {
    this.id = id;
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
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

  public @Nullable String getType() {
    return type;
  }

  public void setType(@Nullable String type) {
    this.type = type;
  }

  public @Nullable String getNote() {
    return note;
  }

  public void setNote(@Nullable String note) {
    this.note = note;
  }
}
