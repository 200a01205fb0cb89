package org.televisit.scheduling;

import org.televisit.audit.AuditAction;

enum SchedulingAction implements AuditAction {
  BOOK("appointment.book"),
  CANCEL("appointment.cancel"),
  READ("appointment.read"),
  BIRTH("patient.birth-date"),
  RELATE("related-person.add"),
  PART("related-person.end");

  private final String code;

  SchedulingAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
