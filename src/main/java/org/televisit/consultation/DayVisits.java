package org.televisit.consultation;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.televisit.consent.ConsentService;
import org.televisit.consent.ConsentStates;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.Joinability;

/** Adds to appointments what is known of their consents and rooms: two queries, however many. */
@ApplicationScoped
public class DayVisits {

  @Inject Encounters encounters;
  @Inject ConsentService consents;
  @Inject Clock clock;

  /** In the order given. The caller has checked that the person may see these appointments. */
  public List<DayVisit> of(List<Appointment> appointments) {
    if (appointments.isEmpty()) {
      return List.of();
    }
    List<AppointmentId> ids = appointments.stream().map(Appointment::getId).toList();
    ConsentStates answers = consents.states(ids);
    Map<AppointmentId, Encounter> begun =
        encounters.of(ids).stream().collect(toMap(Encounter::appointment, e -> e));
    Instant now = clock.instant();
    return appointments.stream().map(a -> visit(a, begun.get(a.getId()), answers, now)).toList();
  }

  private static DayVisit visit(
      Appointment appointment, @Nullable Encounter encounter, ConsentStates answers, Instant now) {
    Joinability room = appointment.joinability(now);
    VisitState state =
        VisitState.of(appointment.getStatus(), room, encounter == null ? null : encounter.status());
    return new DayVisit(
        appointment,
        room,
        state,
        encounter == null ? null : encounter.waiting(now),
        Course.of(appointment, state, encounter, now),
        answers.of(appointment.getId(), appointment.getPatient().subject()),
        answers.of(appointment.getId(), appointment.getPractitioner().subject()));
  }
}
