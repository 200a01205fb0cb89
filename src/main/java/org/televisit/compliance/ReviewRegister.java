package org.televisit.compliance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.televisit.audit.AuditTarget;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.recording.RecordingId;
import org.televisit.scheduling.AppointmentId;

/**
 * The transactional half of review: a grant, or what was done under it, and its audit event, or
 * none of them. Each event names the visit, and the purpose if one was stated.
 */
@ApplicationScoped
@Transactional
class ReviewRegister {

  /** The list of recorded visits, as the trail names it. */
  static final String LIST = "page/compliance/queue";

  @Inject Reviews reviews;
  @Inject AuditTrail trail;

  ReviewGrant give(Actor actor, AppointmentId visit, Justification why, Instant now) {
    ReviewGrant grant = ReviewGrant.give(actor, visit, why, now);
    reviews.add(grant);
    note(actor, ReviewAction.GRANT, grant);
    return grant;
  }

  Optional<ReviewGrant> find(UUID grant) {
    return reviews.find(grant);
  }

  Optional<ReviewGrant> active(Actor reviewer, AppointmentId visit, Instant now) {
    return reviews.active(reviewer, visit, now);
  }

  void opened(Actor actor, ReviewGrant grant) {
    note(actor, ReviewAction.OPEN, grant);
  }

  void played(Actor actor, ReviewGrant grant, RecordingId recording) {
    String visit = grant.getAppointment().entity();
    String purpose = grant.getPurpose().name();
    trail.done(actor, ReviewAction.PLAY, new AuditTarget(recording.entity(), visit, purpose));
  }

  /**
   * Notes that a certificate was handed out.
   *
   * @param certificate as the trail names it
   */
  void downloaded(Actor actor, ReviewGrant grant, String certificate) {
    String visit = grant.getAppointment().entity();
    String purpose = grant.getPurpose().name();
    trail.done(actor, ReviewAction.DOWNLOAD, new AuditTarget(certificate, visit, purpose));
  }

  /**
   * Notes that the list of visits was read.
   *
   * @param selection which part of it
   */
  void listed(Actor actor, String selection) {
    trail.done(actor, ReviewAction.LIST, LIST, selection);
  }

  private void note(Actor actor, ReviewAction action, ReviewGrant grant) {
    String id = "grant/" + grant.getId();
    String visit = grant.getAppointment().entity();
    trail.done(actor, action, new AuditTarget(visit, id, grant.getPurpose().name()));
  }
}
