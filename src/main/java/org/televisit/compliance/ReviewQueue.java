package org.televisit.compliance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.recording.RecordedVisit;
import org.televisit.recording.RecordingArchive;
import org.televisit.recording.RecordingArchive.Selection;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.SchedulingService;

/** The visits that can be reviewed. Reading the list is a deed of its own: it names patients. */
@ApplicationScoped
public class ReviewQueue {

  /** One visit of the list. */
  public record Entry(Appointment appointment, RecordedVisit recorded) {}

  @Inject RecordingArchive archive;
  @Inject SchedulingService scheduling;
  @Inject ReviewRegister register;
  @Inject AuditTrail trail;

  /**
   * Visits with recordings: alarms first, then the newest.
   *
   * @throws ReviewRefusedException if the actor is no compliance officer; audited
   */
  public List<Entry> read(Actor actor, Selection selection) {
    if (!actor.is(Role.COMPLIANCE)) {
      trail.refused(actor, ReviewAction.LIST, ReviewRegister.LIST);
      throw new ReviewRefusedException(Refusal.NOT_COMPLIANCE);
    }
    register.listed(actor, selection.from() + "/" + selection.to() + " +" + selection.first());
    return archive.visits(selection).stream()
        .map(recorded -> new Entry(scheduling.forReview(recorded.visit()), recorded))
        .toList();
  }
}
