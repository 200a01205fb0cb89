package org.televisit.consent;

import static java.util.stream.Collectors.toMap;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/** Backs {@code visit/consents.xhtml}: the two questions of one visit to one person. */
@Named
@ViewScoped
public class ConsentsPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject ConsentService consents;
  @Inject SchedulingService scheduling;
  @Inject Actor actor;

  private @Nullable AppointmentId id;

  /** The wordings that this page shows: an answer counts for what was read, not for a newer one. */
  private Map<Purpose, UUID> shown = Map.of();

  private transient @Nullable Appointment visit;
  private transient @Nullable List<Question> questions;

  public @Nullable AppointmentId getId() {
    return id;
  }

  public void setId(@Nullable AppointmentId id) {
    this.id = id;
  }

  /** Reads the questions; refuses who has no part in the visit. */
  public void open() {
    shown =
        getQuestions().stream()
            .collect(toMap(Question::purpose, question -> question.form().getId()));
  }

  public Appointment getVisit() {
    if (visit == null) {
      visit = scheduling.asParticipant(actor, required());
    }
    return visit;
  }

  public List<Question> getQuestions() {
    if (questions == null) {
      questions =
          consents.questions(
              actor, required(), FacesContext.getCurrentInstance().getViewRoot().getLocale());
    }
    return questions;
  }

  /** The other person of the visit. */
  public String getOther() {
    boolean patient = getVisit().getPatient().subject().equals(actor.subject());
    return (patient ? getVisit().getPractitioner() : getVisit().getPatient()).name();
  }

  public String permit(Purpose purpose) {
    return answer(purpose, Provision.PERMIT);
  }

  public String deny(Purpose purpose) {
    return answer(purpose, Provision.DENY);
  }

  private String answer(Purpose purpose, Provision provision) {
    questions = null; // whatever comes of it, the page shows what counts then
    UUID form = Optional.ofNullable(shown.get(purpose)).orElseThrow(FormSupersededException::new);
    consents.answer(actor, required(), form, provision);
    return "/visit/consents.xhtml?faces-redirect=true&id=" + id;
  }

  private AppointmentId required() {
    if (id == null) {
      throw new NotFoundException("no appointment was named");
    }
    return id;
  }
}
