package org.televisit.consultation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.televisit.consent.ConsentService;
import org.televisit.consent.ConsentState;
import org.televisit.consent.Purpose;
import org.televisit.consent.RecordingRule;
import org.televisit.consent.RecordingRules;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.Joinability;
import org.televisit.scheduling.SchedulingService;

/** Backs {@code room/visit.xhtml}: the room for who may enter, or why not and what to do. */
@Named
@RequestScoped
public class RoomPage {

  @Inject SchedulingService scheduling;
  @Inject ConsentService consents;
  @Inject RecordingRules rules;
  @Inject Actor actor;

  private @Nullable AppointmentId id;
  private @Nullable Appointment visit;
  private @Nullable ConsentState answers;

  public @Nullable AppointmentId getId() {
    return id;
  }

  public void setId(@Nullable AppointmentId id) {
    this.id = id;
  }

  /** Reads the visit, if one is named; refuses who has no part in it. */
  public void load() {
    if (isNamed()) {
      getVisit();
    }
  }

  /** False where a sign-in on the way here has lost the query; the page then finds back itself. */
  public boolean isNamed() {
    return id != null;
  }

  /** Whether the room itself is shown. */
  public boolean isOpen() {
    return isNamed() && getJoinability().isOpen() && isAnswered();
  }

  public Appointment getVisit() {
    if (visit == null) {
      if (id == null) {
        throw new NotFoundException("no appointment was named");
      }
      visit = scheduling.asParticipant(actor, id);
    }
    return visit;
  }

  public Joinability getJoinability() {
    return scheduling.joinability(getVisit());
  }

  /** Whether the questions that must be answered before are. */
  public boolean isAnswered() {
    return consents.ready(getVisit(), actor.subject());
  }

  /** What this person may expect: {@code declined}, or the rule under which they are recorded. */
  public String getRecording() {
    RecordingRule rule = rules.of(getVisit().getId());
    boolean declined = rule != RecordingRule.PROHIBITED && !answers().permits(Purpose.RECORDING);
    return declined ? "declined" : rule.code();
  }

  private ConsentState answers() {
    if (answers == null) {
      answers = consents.state(getVisit().getId(), actor.subject());
    }
    return answers;
  }

  /** Name of the other person. */
  public String getOther() {
    return isPractitioner() ? getVisit().getPatient().name() : getVisit().getPractitioner().name();
  }

  public boolean isPractitioner() {
    return scheduling.roleIn(getVisit(), actor.subject()) == Role.PRACTITIONER;
  }

  /** Name of the minor for whom this person answers; empty if there is none. */
  public String getRepresented() {
    return consents.represented(getVisit(), actor.subject()).map(PersonRef::name).orElse("");
  }

  /** What the practitioner reads out before somebody answers aloud. */
  public List<SpokenWording> getSpoken() {
    return RoomTexts.spoken(locale());
  }

  /** Everything that the room's script says, as one JSON object. */
  public String getTexts() {
    return RoomTexts.in(locale());
  }

  private static Locale locale() {
    return FacesContext.getCurrentInstance().getViewRoot().getLocale();
  }
}
