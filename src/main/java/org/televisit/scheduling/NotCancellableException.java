package org.televisit.scheduling;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** The visit has begun or is over, so it cannot be called off any more. */
public class NotCancellableException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  NotCancellableException() {
    super("not cancellable", "scheduling.notCancellable");
  }
}
