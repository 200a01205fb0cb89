package org.televisit.consultation;

import org.televisit.audit.AuditAction;

enum ConsultationAction implements AuditAction {
  JOIN("room.join"),
  LEAVE("room.leave"),
  ADMIT("room.admit"),
  WITNESS("room.witness"),
  RESTART_RECORDING("room.restart-recording"),
  END("room.end");

  private final String code;

  ConsultationAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
