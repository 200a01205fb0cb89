package org.televisit.retention;

import org.televisit.audit.AuditAction;

enum RetentionAction implements AuditAction {
  /** Policies, holds or requests were read. */
  READ("retention.read"),
  SET_POLICY("retention.set-policy"),
  END_POLICY("retention.end-policy"),
  HOLD("hold.set"),
  RELEASE("hold.release"),
  /** It was written down that somebody wants their recordings deleted. */
  ASK("erasure.ask"),
  GRANT("erasure.grant"),
  REFUSE("erasure.refuse"),
  /** A recording is going to be destroyed. */
  DECIDE("recording.erase"),
  /** It has been. */
  DESTROY("recording.destroy");

  private final String code;

  RetentionAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
