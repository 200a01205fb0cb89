package org.televisit.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.televisit.consent.RecordingRules;
import org.televisit.consent.Whereabouts;
import org.televisit.recording.RecordingErasure;
import org.televisit.recording.RecordingEvidence;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/**
 * What is still there, with all that decides how long it stays. Part of the caller's transaction.
 */
@ApplicationScoped
class KeptRecordings {

  @Inject RecordingErasure recordings;
  @Inject SchedulingService scheduling;
  @Inject RecordingRules rules;
  @Inject RetentionBooks books;

  List<KeptRecording> endedBefore(Instant moment) {
    return described(recordings.endedBefore(moment));
  }

  List<KeptRecording> described(List<RecordingEvidence> recordings) {
    Set<AppointmentId> visits =
        recordings.stream().map(r -> r.whose().appointment()).collect(Collectors.toSet());
    Set<AppointmentId> held = books.held(visits);
    Map<AppointmentId, Visit> known = new HashMap<>();
    return recordings.stream()
        .map(
            recording -> {
              AppointmentId id = recording.whose().appointment();
              Visit visit = known.computeIfAbsent(id, this::visit);
              return new KeptRecording(
                  recording,
                  visit.type(),
                  visit.placeAt(KeptRecording.ended(recording)),
                  held.contains(id));
            })
        .toList();
  }

  private record Visit(String type, String patient, Whereabouts whereabouts) {

    String placeAt(Instant moment) {
      return whereabouts.of(patient, moment);
    }
  }

  private Visit visit(AppointmentId id) {
    Appointment visit = scheduling.forReview(id);
    return new Visit(visit.getType(), visit.getPatient().subject(), rules.whereabouts(id));
  }
}
