package org.televisit.consent;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** The same question was answered at the same moment, for instance in another tab. */
public class AnsweredMeanwhileException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  AnsweredMeanwhileException() {
    super("answered meanwhile", "consent.answeredMeanwhile");
  }
}
