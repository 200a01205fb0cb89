package org.televisit.compliance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.televisit.audit.AuditReader;
import org.televisit.consent.ConsentService;
import org.televisit.identity.Actor;
import org.televisit.recording.RecordingService;
import org.televisit.scheduling.AppointmentId;

/** Opens a visit's file to a reviewer who holds a running grant for it. */
@ApplicationScoped
public class VisitFiles {

  /**
   * More events than any visit has; of a visit that was tampered with a thousand times, the newest.
   */
  private static final int EVENTS = 500;

  @Inject ReviewService reviews;
  @Inject RecordingService recordings;
  @Inject VisitRecordsReader records;
  @Inject ConsentService consents;
  @Inject AuditReader trail;
  @Inject Clock clock;

  /** Empty without a grant; with one, that the file was opened has been audited. */
  public Optional<VisitFile> open(Actor actor, AppointmentId visit) {
    return reviews
        .open(actor, visit)
        .map(
            grant ->
                new VisitFile(
                    grant,
                    clock.instant(),
                    recordings.evidence(visit),
                    records.of(visit),
                    consents.history(visit),
                    trail.ofVisit(visit.entity(), EVENTS)));
  }
}
