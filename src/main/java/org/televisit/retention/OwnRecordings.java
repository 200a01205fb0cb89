package org.televisit.retention;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.televisit.consent.ConsentService;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;
import org.televisit.recording.RecordingErasure;
import org.televisit.recording.RecordingEvidence;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/**
 * Tells people how long their own recordings are kept and when they were deleted (GDPR, article 15
 * (1) (d)): of themselves, and of the minor beside whom they were recorded and for whom they
 * answer.
 */
@ApplicationScoped
@Transactional
public class OwnRecordings {

  @Inject RecordingErasure recordings;
  @Inject RetentionRegister register;
  @Inject SchedulingService scheduling;
  @Inject ConsentService consents;

  /** The newest visit first. Audited. */
  public List<OwnRecording> of(Actor actor) {
    List<OwnRecording> told = new ArrayList<>();
    recordings.of(actor.subject()).stream()
        .collect(groupingBy(r -> r.whose().appointment()))
        .forEach((visit, own) -> told.addAll(of(actor, visit, own)));
    told.sort(Comparator.comparing((OwnRecording r) -> r.visit().getSlot().start()).reversed());
    register.readOwn(actor);
    return told;
  }

  private List<OwnRecording> of(Actor actor, AppointmentId id, List<RecordingEvidence> own) {
    Appointment visit = scheduling.forReview(id);
    List<OwnRecording> told = new ArrayList<>(told(visit, own));
    Optional<PersonRef> minor = consents.represented(visit, actor.subject());
    minor.ifPresent(child -> told.addAll(told(visit, recordings.of(id, child.subject()))));
    return told;
  }

  /** Of one person in one visit: what has the same fate is told together. */
  private List<OwnRecording> told(Appointment visit, List<RecordingEvidence> rows) {
    return register.fates(rows).stream()
        .collect(groupingBy(Fated::fate, TreeMap::new, toList()))
        .values()
        .stream()
        .map(alike -> Fated.together(visit, alike))
        .toList();
  }
}
