package org.televisit.recording;

import org.televisit.scheduling.AppointmentId;

/** Recording was asked for and is not permitted; the refusal has been audited. */
public class ConsentMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RecordingPermit permit;

  ConsentMissingException(AppointmentId visit, RecordingPermit permit) {
    super("no recording in " + visit.entity() + ": " + permit.code());
    this.permit = permit;
  }

  /** Why not. */
  public RecordingPermit permit() {
    return permit;
  }
}
