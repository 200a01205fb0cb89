package org.televisit.consent;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** The wording that was answered is not the current one: it has to be read again. */
public class FormSupersededException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  FormSupersededException() {
    super("not the current form", "consent.superseded");
  }
}
