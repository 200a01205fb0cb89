package org.televisit.consent;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** What was published never changes: it takes a new version. */
public class FormPublishedException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  FormPublishedException() {
    super("published already", "consent.formPublished");
  }
}
