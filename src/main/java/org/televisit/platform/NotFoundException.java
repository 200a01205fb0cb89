package org.televisit.platform;

import java.io.Serial;

/**
 * What was asked for does not exist, or not for this person: the answer is the same for both, so
 * that nobody learns which ids are taken. Pages answer 404.
 */
public class NotFoundException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public NotFoundException(String text) {
    super(text);
  }
}
