package org.televisit.scheduling;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** Somebody else changed the visit after it was read; nothing was overwritten. */
public class AppointmentChangedException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  AppointmentChangedException() {
    super("changed meanwhile", "error.changed");
  }
}
