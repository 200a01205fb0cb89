package org.televisit.consent;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** A minor's answer has to come from a representative, and from a certain one. */
public class MinorCannotAnswerException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  private MinorCannotAnswerException(String text, String key) {
    super(text, key);
  }

  /** The minor tried to answer alone. */
  static MinorCannotAnswerException alone() {
    return new MinorCannotAnswerException("a minor answers through another", "consent.minor");
  }

  /** Nobody, or more than one, could have spoken for the minor. */
  static MinorCannotAnswerException unclearWhoSpoke() {
    return new MinorCannotAnswerException("not one representative", "consent.minorSpoken");
  }
}
