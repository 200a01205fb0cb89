package org.televisit.platform;

import java.io.Serial;

/** The person's role does not permit this; the refusal has been audited. Pages answer 403. */
public class NotAllowedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public NotAllowedException(String text) {
    super(text);
  }
}
