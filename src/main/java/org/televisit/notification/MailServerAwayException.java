package org.televisit.notification;

import java.io.Serial;

/** The mail server does not answer, or does not let us in. */
class MailServerAwayException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  MailServerAwayException(Throwable cause) {
    super("mail server away", cause);
  }
}
