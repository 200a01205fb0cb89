package org.televisit.compliance;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditLine;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.platform.NotFoundException;
import org.televisit.recording.RecordingSummary;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/** Backs {@code compliance/visit.xhtml}: asks purpose and reason, then shows the visit. */
@Named
@RequestScoped
public class ReviewVisitPage {

  /** One participant and what was recorded of them. */
  public record Participant(PersonRef person, Role role, List<RecordingSummary> recordings) {

    /** What can be played. */
    public List<RecordingSummary> getPlayable() {
      return recordings.stream().filter(RecordingSummary::playable).toList();
    }
  }

  @Inject VisitFiles files;
  @Inject ReviewService reviews;
  @Inject SchedulingService scheduling;
  @Inject Actor actor;

  private final String opening = UUID.randomUUID().toString();
  private @Nullable AppointmentId id;
  private @Nullable Appointment appointment;
  private @Nullable VisitFile file;
  private @Nullable PurposeOfUse purpose;
  private @Nullable String reason;

  /** Opens the visit if there is a grant for it; else the page asks for one. */
  public void load() {
    file = files.open(actor, visit()).orElse(null);
  }

  /**
   * Asks for access.
   *
   * @throws ReviewRefusedException if purpose or reason are missing; the page says so
   */
  public String open() {
    reviews.grant(actor, visit(), purpose, reason);
    return "/compliance/visit.xhtml?faces-redirect=true&id=" + visit();
  }

  /**
   * The visit.
   *
   * @throws NotFoundException if there is none
   */
  public Appointment getAppointment() {
    if (appointment == null) {
      appointment = scheduling.forReview(visit());
    }
    return appointment;
  }

  public List<Participant> getParticipants() {
    return List.of(
        participant(getAppointment().getPatient(), Role.PATIENT),
        participant(getAppointment().getPractitioner(), Role.PRACTITIONER));
  }

  private Participant participant(PersonRef person, Role role) {
    List<RecordingSummary> all = file == null ? List.of() : file.recordings();
    return new Participant(person, role, all.stream().filter(r -> r.role() == role).toList());
  }

  /** Where a recording is played from. */
  public String source(RecordingSummary recording) {
    return "%s/compliance/media/%s/%s?opening=%s"
        .formatted(
            FacesContext.getCurrentInstance().getExternalContext().getRequestContextPath(),
            Objects.requireNonNull(file).grant().getId(),
            recording.id(),
            opening);
  }

  /** The name of a subject as far as this visit and its reviewer know it; else empty. */
  public String name(String subject) {
    Appointment visit = getAppointment();
    if (subject.equals(visit.getPatient().subject())) {
      return visit.getPatient().name();
    } else if (subject.equals(visit.getPractitioner().subject())) {
      return visit.getPractitioner().name();
    }
    return subject.equals(actor.subject()) ? actor.name() : "";
  }

  /** What happened, in words; a code without words speaks for itself. */
  public String word(AuditLine event) {
    String key = "compliance.event." + event.action();
    return bundle().containsKey(key) ? bundle().getString(key) : event.action();
  }

  /** The first part of the visit's id, short enough to say aloud. */
  public String getCaseNumber() {
    return visit().toString().substring(0, 8);
  }

  private AppointmentId visit() {
    if (id == null) {
      throw new NotFoundException("no visit named");
    }
    return id;
  }

  private static ResourceBundle bundle() {
    FacesContext faces = FacesContext.getCurrentInstance();
    return faces.getApplication().getResourceBundle(faces, "msg");
  }

  public @Nullable VisitFile getFile() {
    return file;
  }

  public PurposeOfUse[] getPurposes() {
    return PurposeOfUse.values();
  }

  public @Nullable AppointmentId getId() {
    return id;
  }

  public void setId(@Nullable AppointmentId id) {
    this.id = id;
  }

  public @Nullable PurposeOfUse getPurpose() {
    return purpose;
  }

  public void setPurpose(@Nullable PurposeOfUse purpose) {
    this.purpose = purpose;
  }

  public @Nullable String getReason() {
    return reason;
  }

  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }
}
