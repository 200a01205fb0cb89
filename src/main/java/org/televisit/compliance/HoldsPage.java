package org.televisit.compliance;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;
import org.televisit.platform.Texts;
import org.televisit.retention.ErasureRequest;
import org.televisit.retention.ErasureService;
import org.televisit.retention.HoldService;
import org.televisit.retention.LegalHold;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;

/** Backs {@code compliance/holds.xhtml}: legal holds, and requests to delete. */
@Named
@RequestScoped
public class HoldsPage {

  private static final String PAGE = "/compliance/holds.xhtml?faces-redirect=true";

  @Inject HoldService holds;
  @Inject ErasureService erasures;
  @Inject VisitNames names;
  @Inject Actor actor;

  private final Map<UUID, String> reasons = new HashMap<>();
  private @Nullable List<LegalHold> all;
  private @Nullable List<ErasureRequest> requests;
  private @Nullable AppointmentId id;
  private @Nullable String caseNumber;
  private @Nullable String holdReason;
  private @Nullable String subject;

  /** The visit is known before the form is read: its choices depend on it. */
  @PostConstruct
  void readAddress() {
    Map<String, String> named =
        FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    try {
      id = named.containsKey("id") ? AppointmentId.parse(named.get("id")) : null;
    } catch (IllegalArgumentException e) {
      id = null; // the page's own parameter refuses it
    }
  }

  /** Makes sure that the visit exists that the address names. */
  public void load() {
    if (id != null) {
      names.visit(id);
    }
  }

  public String hold() {
    holds.hold(actor, visit(), caseNumber, holdReason);
    return PAGE;
  }

  public String ask() {
    erasures.ask(actor, visit(), String.valueOf(subject));
    return PAGE;
  }

  public String release(UUID hold) {
    holds.release(actor, hold, reasons.get(hold));
    return PAGE;
  }

  public String decide(UUID request, boolean grant) {
    erasures.decide(actor, request, grant, reasons.get(request));
    return PAGE;
  }

  private AppointmentId visit() {
    return Objects.requireNonNull(id, "the form is only there for a visit");
  }

  public List<LegalHold> getHolds() {
    List<LegalHold> read = all == null ? holds.all(actor) : all;
    all = read;
    return read;
  }

  public List<ErasureRequest> getRequests() {
    List<ErasureRequest> read = requests == null ? erasures.all(actor) : requests;
    requests = read;
    return read;
  }

  /** Who took part in the visit that the address names. */
  public List<PersonRef> getPeople() {
    return id == null ? List.of() : names.people(id);
  }

  /** "Anna Schmidt · Mei Lin, Tuesday 24 November". */
  public String visitName(AppointmentId visit) {
    Appointment appointment = names.visit(visit);
    Locale locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
    return Texts.in(
        locale,
        "holds.visit",
        appointment.getPatient().name(),
        appointment.getPractitioner().name(),
        names.day(appointment));
  }

  /** The name of the person whose recordings are to be deleted. */
  public String person(ErasureRequest request) {
    return names.people(request.getAppointment()).stream()
        .filter(p -> p.subject().equals(request.getSubject()))
        .map(PersonRef::name)
        .findFirst()
        .orElse(request.getSubject());
  }

  /** What was typed beside each hold and request. */
  public Map<UUID, String> getReasons() {
    return reasons;
  }

  public @Nullable AppointmentId getId() {
    return id;
  }

  public void setId(@Nullable AppointmentId id) {
    this.id = id;
  }

  public @Nullable String getCaseNumber() {
    return caseNumber;
  }

  public void setCaseNumber(@Nullable String caseNumber) {
    this.caseNumber = caseNumber;
  }

  public @Nullable String getHoldReason() {
    return holdReason;
  }

  public void setHoldReason(@Nullable String holdReason) {
    this.holdReason = holdReason;
  }

  public @Nullable String getSubject() {
    return subject;
  }

  public void setSubject(@Nullable String subject) {
    this.subject = subject;
  }
}
