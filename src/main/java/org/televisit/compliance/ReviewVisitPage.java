package org.televisit.compliance;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditLine;
import org.televisit.completeness.CompletenessCertificate;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Texts;
import org.televisit.platform.Times;
import org.televisit.recording.RecordingEvidence;
import org.televisit.recording.RecordingEvidence.Erasure;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/** Backs {@code compliance/visit.xhtml}: asks purpose and reason, then shows the visit. */
@Named
@RequestScoped
public class ReviewVisitPage {

  /**
   * One person's camera or screen, and what was recorded of it.
   *
   * @param media camera or screen
   */
  public record Picture(String name, Role role, String media, List<RecordingEvidence> recordings) {

    /** What can be played. */
    public List<RecordingEvidence> getPlayable() {
      return recordings.stream().filter(r -> r.summary().playable()).toList();
    }
  }

  @Inject ReviewDesk desk;
  @Inject SchedulingService scheduling;
  @Inject Times times;
  @Inject Actor actor;

  private final String opening = UUID.randomUUID().toString();
  private @Nullable AppointmentId id;
  private @Nullable Appointment appointment;
  private @Nullable VisitFile file;
  private @Nullable List<Picture> pictures;
  private @Nullable Timeline timeline;
  private @Nullable PurposeOfUse purpose;
  private @Nullable String reason;

  /** Opens the visit if there is a grant for it; else the page asks for one. */
  public void load() {
    file = desk.open(actor, visit()).orElse(null);
  }

  /**
   * Asks for access.
   *
   * @throws ReviewRefusedException if purpose or reason are missing; the page says so
   */
  public String open() {
    desk.grant(actor, visit(), purpose, reason);
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

  /** Everybody of whom there is, or should be, a picture; a shared screen is one more. */
  public List<Picture> getPictures() {
    if (pictures == null) {
      Appointment visit = getAppointment();
      pictures =
          Pictures.of(
              List.of(
                  new Pictures.Person(visit.getPatient(), Role.PATIENT),
                  new Pictures.Person(visit.getPractitioner(), Role.PRACTITIONER)),
              file == null ? List.of() : file.recordings());
    }
    return pictures;
  }

  /** Where each stretch is drawn. */
  public Timeline getTimeline() {
    if (timeline == null) {
      VisitFile opened = Objects.requireNonNull(file);
      timeline = Timeline.of(opened.records().completeness(), opened.consents());
    }
    return timeline;
  }

  /** Where a recording is played from. */
  public String source(RecordingEvidence recording) {
    return "%s/compliance/media/%s/%s?opening=%s"
        .formatted(
            FacesContext.getCurrentInstance().getExternalContext().getRequestContextPath(),
            Objects.requireNonNull(file).grant().getId(),
            recording.summary().id(),
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
    return getPictures().stream()
        .flatMap(picture -> picture.recordings().stream())
        .filter(recording -> recording.whose().subject().equals(subject))
        .map(recording -> recording.whose().name())
        .findFirst()
        .orElse(subject.equals(actor.subject()) ? actor.name() : "");
  }

  public boolean isCertified() {
    return getCertificate() != null;
  }

  /** The newest certificate; null until the visit is over and everything is sealed. */
  public @Nullable CompletenessCertificate getCertificate() {
    return file == null ? null : file.records().certificate().orElse(null);
  }

  /** Where a certificate is downloaded from. */
  public String download(UUID certificate) {
    return "%s/compliance/certificate/%s/%s"
        .formatted(
            FacesContext.getCurrentInstance().getExternalContext().getRequestContextPath(),
            Objects.requireNonNull(file).grant().getId(),
            certificate);
  }

  /** A length to a tenth of a second, or in milliseconds. */
  public String length(long millis) {
    return times.precise(millis);
  }

  /** When the recorder was held still, in epoch milliseconds: {@code from-to from-to}. */
  public String pauses(RecordingEvidence recording) {
    return recording.pauses().stream()
        .filter(pause -> pause.to() != null)
        .map(p -> p.from().toEpochMilli() + "-" + Objects.requireNonNull(p.to()).toEpochMilli())
        .collect(Collectors.joining(" "));
  }

  /** That a recording is no more, when and under what. */
  public String erased(RecordingEvidence recording) {
    Erasure erasure = Objects.requireNonNull(recording.erasure());
    String under = word("compliance.under.", erasure.under().split("/", 2)[0]);
    Instant at = erasure.at();
    return at == null
        ? Texts.in(locale(), "compliance.erasing", under)
        : Texts.in(locale(), "compliance.erased", times.date(at), under);
  }

  private static Locale locale() {
    return FacesContext.getCurrentInstance().getViewRoot().getLocale();
  }

  /** What happened, in words. */
  public String word(AuditLine event) {
    return word("compliance.event.", event.action());
  }

  /**
   * A code in words; one without words speaks for itself.
   *
   * @param kind beginning of the text's key
   */
  public String word(String kind, String code) {
    String key = kind + code;
    return bundle().containsKey(key) ? bundle().getString(key) : code;
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
