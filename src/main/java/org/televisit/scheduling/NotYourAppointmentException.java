package org.televisit.scheduling;

import java.io.Serial;
import org.televisit.platform.NotFoundException;

/** The person has no part in this appointment; the refusal has been audited. */
public class NotYourAppointmentException extends NotFoundException {
  @Serial private static final long serialVersionUID = 1L;

  public NotYourAppointmentException(AppointmentId id) {
    super("no part in " + id.entity());
  }
}
