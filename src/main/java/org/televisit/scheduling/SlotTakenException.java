package org.televisit.scheduling;

import java.io.Serial;
import java.util.Locale;
import org.televisit.platform.ProblemException;

/** Somebody of the wanted visit has another one at that time. */
public class SlotTakenException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  /** Who is not free. */
  public enum Who {
    PATIENT("scheduling.takenPatient"),
    PRACTITIONER("scheduling.takenPractitioner");

    private final String key;

    Who(String key) {
      this.key = key;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Who who;

  /**
   * Names who is not free.
   *
   * @param name of that person, for the message only
   */
  SlotTakenException(Who who, String name) {
    super("taken: " + who, who.key, name);
    this.who = who;
  }

  public Who who() {
    return who;
  }
}
