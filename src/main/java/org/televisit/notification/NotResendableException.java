package org.televisit.notification;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** The message is being sent or was sent meanwhile, or there is nothing left to say. */
public class NotResendableException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  NotResendableException() {
    super("not a failed notification", "notification.notResendable");
  }
}
