package org.televisit.consent;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** Somebody else has changed the draft since it was shown. */
public class DraftChangedException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  DraftChangedException() {
    super("draft changed", "consent.draftChanged");
  }
}
