package org.televisit.consent;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** No place has this code, or the clinic's table does not name it. */
public class UnknownPlaceException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  UnknownPlaceException() {
    super("unknown place", "consent.unknownPlace");
  }
}
