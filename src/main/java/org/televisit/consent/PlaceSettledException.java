package org.televisit.consent;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** The visit is over, and where people were decides what was lawful and how long it is kept. */
public class PlaceSettledException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  PlaceSettledException() {
    super("the visit is over", "consent.placeSettled");
  }
}
