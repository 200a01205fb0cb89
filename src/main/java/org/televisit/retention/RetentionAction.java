package org.televisit.retention;

import org.televisit.audit.AuditAction;

enum RetentionAction implements AuditAction {
  /** Policies, holds or requests were read. */
  READ("retention.read"),
  /** A person looked how long their own recordings are kept. */
  READ_OWN("retention.read-own"),
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
  DESTROY("recording.destroy"),
  /** It had been, and a backup had brought its key back. */
  DESTROY_AGAIN("recording.destroy-again");

  private final String code;

  RetentionAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
