package org.televisit.retention;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.televisit.recording.RecordingErasure;
import org.televisit.recording.RecordingEvidence;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingService;
import org.televisit.scheduling.AppointmentId;

/**
 * Deletions that were decided and, because something broke, not finished; those that were granted
 * and called off by a hold which is released; and those that a restored backup has undone.
 */
@ApplicationScoped
class Interrupted {

  private static final Logger LOG = System.getLogger(Interrupted.class.getName());

  @Inject RecordingErasure erasure;
  @Inject RecordingService recordings;
  @Inject Eraser eraser;
  @Inject HoldRegister register;

  /** Finishes them all. */
  Tally finish() {
    int failed = resumeGranted();
    Tally tally = destroy(erasure.interrupted());
    return new Tally(tally.deleted(), tally.held(), tally.failed() + failed);
  }

  private int resumeGranted() {
    int failed = 0;
    for (UUID request : register.unfulfilled()) {
      try {
        register.resume(request);
      } catch (RuntimeException e) {
        LOG.log(WARNING, "request/" + request + " cannot be carried out yet", e);
        failed++;
      }
    }
    return failed;
  }

  /** Destroys what was decided to be; what breaks is tried again by the next run. */
  Tally destroy(List<RecordingId> ids) {
    int deleted = 0;
    int failed = 0;
    for (RecordingId id : ids) {
      try {
        deleted += eraser.destroy(id) ? 1 : 0;
      } catch (RuntimeException e) {
        LOG.log(ERROR, id.entity() + " cannot be destroyed yet", e);
        failed++;
      }
    }
    return new Tally(deleted, 0, failed);
  }

  /** Destroys again what a restored backup of the keys has brought back. */
  void destroyRevived() {
    for (RecordingId id : erasure.revived()) {
      LOG.log(WARNING, "{0} was destroyed and is back; it is destroyed again", id.entity());
      try {
        eraser.destroyAgain(id);
      } catch (RuntimeException e) {
        LOG.log(ERROR, id.entity() + " cannot be destroyed yet", e);
      }
    }
  }

  /** Writes down what of a visit has been destroyed although its row does not say so. */
  void recordDestroyed(AppointmentId visit) {
    List<RecordingId> destroyed = new ArrayList<>();
    for (RecordingEvidence recording : recordings.evidence(visit)) {
      RecordingId id = recording.summary().id();
      RecordingEvidence.Erasure decided = recording.erasure();
      if (decided != null && decided.at() == null && erasure.isDestroyed(id)) {
        destroyed.add(id);
      }
    }
    destroy(destroyed);
  }
}
