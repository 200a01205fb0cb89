package org.televisit.compliance;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** A reviewer was turned away; the refusal has been audited. */
public class ReviewRefusedException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  ReviewRefusedException(Refusal refusal) {
    super("review refused: " + refusal.code(), "compliance.refused." + refusal.code());
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
