package org.televisit.compliance;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.televisit.identity.PersonRef;
import org.televisit.platform.Times;
import org.televisit.recording.RecordedSeat;
import org.televisit.recording.RecordingService;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/** What visits and their people are called on a page; each is read once for a request. */
@RequestScoped
class VisitNames {

  @Inject SchedulingService scheduling;
  @Inject RecordingService recordings;
  @Inject Times times;

  private final Map<AppointmentId, Appointment> visits = new HashMap<>();

  /**
   * @throws org.televisit.platform.NotFoundException if there is none
   */
  Appointment visit(AppointmentId id) {
    return visits.computeIfAbsent(id, scheduling::forReview);
  }

  String day(Appointment visit) {
    return times.date(visit.getSlot().start());
  }

  /** Patient, practitioner, and whoever else was recorded. */
  List<PersonRef> people(AppointmentId id) {
    Appointment visit = visit(id);
    List<PersonRef> people = new ArrayList<>();
    people.add(visit.getPatient());
    people.add(visit.getPractitioner());
    recordings.evidence(id).forEach(recording -> add(people, recording.whose()));
    return people;
  }

  private static void add(List<PersonRef> people, RecordedSeat who) {
    if (people.stream().noneMatch(p -> p.subject().equals(who.subject()))) {
      people.add(new PersonRef(who.seat(), who.subject(), who.name()));
    }
  }
}
