package org.televisit.scheduling;

import org.televisit.audit.AuditAction;

enum SchedulingAction implements AuditAction {
  BOOK("appointment.book"),
  CANCEL("appointment.cancel"),
  READ("appointment.read");

  private final String code;

  SchedulingAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
