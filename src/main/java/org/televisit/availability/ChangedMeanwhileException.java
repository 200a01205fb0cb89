package org.televisit.availability;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** Somebody else changed or removed this since the page was read; nothing was done. */
public class ChangedMeanwhileException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  ChangedMeanwhileException() {
    super("changed meanwhile", "error.changed");
  }
}
