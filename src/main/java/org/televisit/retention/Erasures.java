package org.televisit.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.televisit.recording.RecordingId;
import org.televisit.scheduling.AppointmentId;

/** Carries a granted request out: all is decided before anything is destroyed. */
@ApplicationScoped
class Erasures {

  @Inject Eraser eraser;
  @Inject Interrupted interrupted;

  /**
   * @throws org.televisit.recording.RecordingHeldException if a hold came in between
   */
  void carryOut(ErasureRequest request, List<RecordingId> recordings) {
    AppointmentId visit = request.getAppointment();
    recordings.forEach(id -> eraser.decide(id, visit, request.entity()));
    interrupted.destroy(recordings);
  }
}
