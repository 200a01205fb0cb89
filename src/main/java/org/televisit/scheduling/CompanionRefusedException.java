package org.televisit.scheduling;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** What was to be noted about a patient and who accompanies them cannot be. */
public class CompanionRefusedException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  private CompanionRefusedException(String text, String key) {
    super(text, key);
  }

  static CompanionRefusedException already() {
    return new CompanionRefusedException("accompanies already", "scheduling.companionAlready");
  }

  static CompanionRefusedException oneself() {
    return new CompanionRefusedException("accompanies oneself", "scheduling.companionOneself");
  }

  /** The birth date is still to come. */
  static CompanionRefusedException unborn() {
    return new CompanionRefusedException("born in the future", "scheduling.birthInFuture");
  }

  /** Who interprets speaks for both sides, and so for none. */
  static CompanionRefusedException interpreter() {
    return new CompanionRefusedException("interprets", "scheduling.companionInterpreter");
  }
}
