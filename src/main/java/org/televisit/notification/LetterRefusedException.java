package org.televisit.notification;

import java.io.Serial;

/** The mail server is there, and did not take one letter. */
class LetterRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Trouble why;

  /**
   * @param why {@link Trouble#REFUSED} for good or {@link Trouble#DEFERRED} for now
   */
  LetterRefusedException(Trouble why, Throwable cause) {
    super("letter not taken: " + why, cause);
    this.why = why;
  }

  Trouble why() {
    return why;
  }
}
