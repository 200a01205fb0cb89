package org.televisit.scheduling;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** The wanted time has passed already. */
public class SlotInPastException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  SlotInPastException() {
    super("slot has begun", "scheduling.past");
  }
}
