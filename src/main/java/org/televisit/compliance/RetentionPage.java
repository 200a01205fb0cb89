package org.televisit.compliance;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.VisitType;
import org.televisit.consent.PlaceName;
import org.televisit.identity.Actor;
import org.televisit.platform.Texts;
import org.televisit.platform.Times;
import org.televisit.retention.PlannedDeletion;
import org.televisit.retention.Policy;
import org.televisit.retention.RetentionRun;
import org.televisit.retention.RetentionService;

/**
 * Backs {@code compliance/retention.xhtml}: what will be deleted when and why, and the policies.
 */
@Named
@RequestScoped
public class RetentionPage {

  private static final String PAGE = "/compliance/retention.xhtml?faces-redirect=true";

  @Inject RetentionService retention;
  @Inject RetentionChoices choices;
  @Inject Times times;
  @Inject Actor actor;

  private @Nullable String day;
  private @Nullable List<PlannedDeletion> due;
  private @Nullable String type;
  private @Nullable String place;
  private @Nullable Integer days;
  private @Nullable String reason;

  private LocalDate day() {
    LocalDate named = parsed(day);
    return named == null ? choices.tomorrow() : named;
  }

  private static @Nullable LocalDate parsed(@Nullable String text) {
    try {
      LocalDate named = text == null ? null : LocalDate.parse(text);
      return named != null && named.getYear() > 2000 && named.getYear() < 3000 ? named : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Sets the policy that was typed. */
  public String save() {
    retention.set(
        actor,
        new RetentionService.Draft(type, place, days, reason),
        getPlaces().stream().map(PlaceName::code).collect(Collectors.toSet()));
    return PAGE;
  }

  /** Ends a policy; the next wider one counts. */
  public String end(UUID policy) {
    retention.end(actor, policy);
    return PAGE;
  }

  /** "On Tuesday 24 November these 3 recordings will be deleted." */
  public String getHeading() {
    long going = getDue().stream().filter(d -> !d.isHeld()).count();
    return Texts.in(locale(), "retention.heading", date(day()), going);
  }

  public long getHeldCount() {
    return getDue().stream().filter(PlannedDeletion::isHeld).count();
  }

  /** What is due on the day that the address names; tomorrow if it names none. */
  public List<PlannedDeletion> getDue() {
    List<PlannedDeletion> read = due == null ? retention.preview(actor, day()) : due;
    due = read;
    return read;
  }

  public List<Policy> getPolicies() {
    return retention.policies(actor);
  }

  public @Nullable RetentionRun getLastRun() {
    return retention.lastRun(actor).orElse(null);
  }

  public List<VisitType> getTypes() {
    return choices.types();
  }

  /** Places that a policy can be for: those that the clinic knows the law of. */
  public List<PlaceName> getPlaces() {
    return choices.places(locale());
  }

  /** A kind of visit in words. */
  public String typeName(@Nullable String code) {
    return getTypes().stream()
        .filter(t -> t.getCode().equals(code))
        .map(t -> t.name(locale()))
        .findFirst()
        .orElseGet(() -> Texts.in(locale(), "retention.anyType"));
  }

  /** A place in words. */
  public String placeName(@Nullable String code) {
    return getPlaces().stream()
        .filter(p -> p.code().equals(code))
        .map(PlaceName::name)
        .findFirst()
        .orElseGet(() -> code == null ? Texts.in(locale(), "retention.anyPlace") : code);
  }

  /** A day of the clinic in words. */
  public String date(LocalDate date) {
    return times.date(date.atStartOfDay(times.getZone()).toInstant());
  }

  private static Locale locale() {
    return FacesContext.getCurrentInstance().getViewRoot().getLocale();
  }

  /** As the browser's date field wants it. */
  public String getChosen() {
    return day().toString();
  }

  public boolean isDayUnknown() {
    return day != null && parsed(day) == null;
  }

  public @Nullable String getDay() {
    return day;
  }

  public void setDay(@Nullable String day) {
    this.day = day;
  }

  public @Nullable String getType() {
    return type;
  }

  public void setType(@Nullable String type) {
    this.type = type;
  }

  public @Nullable String getPlace() {
    return place;
  }

  public void setPlace(@Nullable String place) {
    this.place = place;
  }

  public @Nullable Integer getDays() {
    return days;
  }

  public void setDays(@Nullable Integer days) {
    this.days = days;
  }

  public @Nullable String getReason() {
    return reason;
  }

  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }
}
