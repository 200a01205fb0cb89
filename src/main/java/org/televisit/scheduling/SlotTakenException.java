package org.televisit.scheduling;

import java.io.Serial;
import java.util.Locale;
import org.televisit.platform.ProblemException;

/** Somebody of the wanted visit has another one at that time. */
public class SlotTakenException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  /** Who is not free. */
  public enum Who {
    PATIENT,
    PRACTITIONER
  }

  private final Who who;

  SlotTakenException(Who who) {
    super("taken: " + who, "scheduling.problem.taken." + who.name().toLowerCase(Locale.ROOT));
    this.who = who;
  }

  public Who who() {
    return who;
  }
}
