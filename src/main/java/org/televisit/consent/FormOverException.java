package org.televisit.consent;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** The wording would be over when it begins. */
public class FormOverException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  FormOverException() {
    super("validity has ended", "consent.formOver");
  }
}
