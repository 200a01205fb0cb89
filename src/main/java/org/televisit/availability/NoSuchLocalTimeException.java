package org.televisit.availability;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** On that day the clinic's clocks are put forward over the wanted time. */
public class NoSuchLocalTimeException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  NoSuchLocalTimeException() {
    super("in a DST gap", "scheduling.noSuchTime");
  }
}
