package org.televisit.compliance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.completeness.CompletenessCertificate;
import org.televisit.completeness.CompletenessService;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.recording.RecordedVisit;
import org.televisit.recording.RecordingArchive;
import org.televisit.recording.RecordingArchive.Selection;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/** The visits that can be reviewed. Reading the list is a deed of its own: it names patients. */
@ApplicationScoped
public class ReviewQueue {

  /** One visit of the list. */
  public record Entry(
      Appointment appointment,
      RecordedVisit recorded,
      @Nullable CompletenessCertificate certificate) {

    /** Whether something that should be there is not. */
    public boolean isAlarming() {
      return recorded.isAlarming() || (certificate != null && !certificate.isComplete());
    }
  }

  @Inject RecordingArchive archive;
  @Inject SchedulingService scheduling;
  @Inject CompletenessService completeness;
  @Inject ReviewRegister register;
  @Inject AuditTrail trail;

  /**
   * Visits with recordings, and those that should have some: alarms first, then the newest.
   *
   * @throws ReviewRefusedException if the actor is no compliance officer; audited
   */
  public List<Entry> read(Actor actor, Selection selection) {
    if (!actor.is(Role.COMPLIANCE)) {
      trail.refused(actor, ReviewAction.LIST, ReviewRegister.LIST);
      throw new ReviewRefusedException(Refusal.NOT_COMPLIANCE);
    }
    register.listed(actor, selection.from() + "/" + selection.to() + " +" + selection.first());
    List<AppointmentId> alarming = completeness.incomplete(selection.from(), selection.to());
    Stream<RecordedVisit> unrecorded =
        archive.unrecorded(selection.first() == 0 ? alarming : List.of()).stream()
            .map(visit -> new RecordedVisit(visit, List.of()));
    List<RecordedVisit> visits =
        Stream.concat(unrecorded, archive.visits(selection, alarming).stream()).toList();
    Map<AppointmentId, CompletenessCertificate> certificates =
        completeness.newest(visits.stream().map(RecordedVisit::visit).toList());
    return visits.stream()
        .map(
            recorded ->
                new Entry(
                    scheduling.forReview(recorded.visit()),
                    recorded,
                    certificates.get(recorded.visit())))
        .toList();
  }
}
