package org.televisit.recording;

import org.televisit.scheduling.AppointmentId;

/** Recording was asked for without that person's active consent; the refusal has been audited. */
public class ConsentMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConsentMissingException(AppointmentId visit) {
    super("no consent to be recorded in " + visit.entity());
  }
}
