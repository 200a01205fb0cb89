package org.televisit.consent;

import static java.util.stream.Collectors.toMap;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Texts;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.AppointmentStatus;
import org.televisit.scheduling.SchedulingService;

/** Backs {@code visit/consents.xhtml}: the questions of one visit to one person. */
@Named
@ViewScoped
public class ConsentsPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject ConsentService consents;
  @Inject RecordingRules rules;
  @Inject SchedulingService scheduling;
  @Inject Actor actor;

  private @Nullable AppointmentId id;

  /** The wordings that this page shows: an answer counts for what was read, not for a newer one. */
  private Map<Purpose, UUID> shown = Map.of();

  /** Subject to the place that is chosen on the page. */
  private final HashMap<String, String> places = new HashMap<>();

  private transient @Nullable Appointment visit;
  private transient @Nullable List<Asked> asked;

  public @Nullable AppointmentId getId() {
    return id;
  }

  public void setId(@Nullable AppointmentId id) {
    this.id = id;
  }

  /** Reads the questions; refuses who has no part in the visit. */
  public void open() {
    shown =
        getAsked().stream()
            .flatMap(about -> about.questions().stream())
            .collect(toMap(Question::purpose, question -> question.form().getId(), (a, b) -> a));
    getAsked()
        .forEach(about -> about.place().ifPresent(at -> places.put(about.person().subject(), at)));
  }

  public Appointment getVisit() {
    if (visit == null) {
      visit = scheduling.asParticipant(actor, required());
    }
    return visit;
  }

  public List<Asked> getAsked() {
    if (asked == null) {
      asked = consents.asked(actor, required(), locale());
    }
    return asked;
  }

  /** Whom the visit is with: for the practitioner the patient, for everybody else the doctor. */
  public String getOther() {
    boolean doctor = getVisit().getPractitioner().subject().equals(actor.subject());
    return (doctor ? getVisit().getPatient() : getVisit().getPractitioner()).name();
  }

  /** Whether there are questions about more than one person. */
  public boolean isForSomebodyElse() {
    return getAsked().size() > 1;
  }

  public Map<String, String> getPlaces() {
    return places;
  }

  /** The places of the clinic's table, by name in the reader's language. */
  public List<PlaceName> getTable() {
    return PlaceName.of(rules.table(), locale());
  }

  public String getHome() {
    return PlaceName.name(rules.home(), locale());
  }

  /** Whether it is still to be said where people will be: not once the visit is over. */
  public boolean isPlaceOpen() {
    return !getVisit().getStatus().isOver();
  }

  /** Whether it is settled where people were: the visit has taken place. */
  public boolean isPlaceSettled() {
    return getVisit().getStatus() == AppointmentStatus.FULFILLED;
  }

  /** Where a person was, in the reader's language. */
  public String placeName(Asked about) {
    return about
        .place()
        .map(code -> PlaceName.name(code, locale()))
        .orElseGet(() -> Texts.in(locale(), "consent.placeNotStated", getHome()));
  }

  /** Code of the rule of a person's place, as far as it is known. */
  public String rule(Asked about) {
    return rules.at(about.place().orElseGet(rules::home)).code();
  }

  /** Code of the rule for the whole visit. */
  public String getRule() {
    return rules.of(required()).code();
  }

  /** States where somebody will be; the empty choice states nothing. */
  public String state(String subject) {
    @Nullable String place = places.get(subject);
    asked = null; // whatever comes of it, the page shows what counts then
    visit = null;
    if (place != null) {
      rules.state(actor, required(), subject, place);
    }
    return back();
  }

  public String permit(String subject, Purpose purpose) {
    return answer(subject, purpose, Provision.PERMIT);
  }

  public String deny(String subject, Purpose purpose) {
    return answer(subject, purpose, Provision.DENY);
  }

  private String answer(String subject, Purpose purpose, Provision provision) {
    asked = null; // whatever comes of it, the page shows what counts then
    UUID form = Optional.ofNullable(shown.get(purpose)).orElseThrow(FormSupersededException::new);
    consents.answer(actor, required(), new Reply(subject, form, provision));
    return back();
  }

  private String back() {
    return "/visit/consents.xhtml?faces-redirect=true&id=" + id;
  }

  private AppointmentId required() {
    if (id == null) {
      throw new NotFoundException("no appointment was named");
    }
    return id;
  }

  private static Locale locale() {
    return FacesContext.getCurrentInstance().getViewRoot().getLocale();
  }
}
