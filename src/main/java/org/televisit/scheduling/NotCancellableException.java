package org.televisit.scheduling;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** The visit cannot be called off or moved any more. */
public class NotCancellableException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  private NotCancellableException(String text, String key) {
    super(text, key);
  }

  /** It has begun or is over. */
  static NotCancellableException begun() {
    return new NotCancellableException("not cancellable", "scheduling.notCancellable");
  }

  /** It has begun, is over, or is not agreed yet. */
  static NotCancellableException notMovable() {
    return new NotCancellableException("not movable", "scheduling.notMovable");
  }

  /** The patient came, it is not over, or it has an outcome. */
  static NotCancellableException notMissed() {
    return new NotCancellableException("no no-show", "scheduling.notMissed");
  }

  /** The patient was let in, can be still, or it has an outcome. */
  static NotCancellableException notUnmet() {
    return new NotCancellableException("not unmet", "scheduling.notUnmet");
  }

  /** Somebody is in the room already, so it stays with its practitioner. */
  static NotCancellableException entered() {
    return new NotCancellableException("room entered", "scheduling.entered");
  }

  /** It begins so soon that patients must call the clinic. */
  static NotCancellableException tooLate() {
    return new NotCancellableException("too late for patients", "scheduling.tooLateToChange");
  }
}
