package org.televisit.scheduling;

import org.televisit.audit.AuditAction;

enum SchedulingAction implements AuditAction {
  BOOK("appointment.book"),
  MOVE("appointment.move"),
  CANCEL("appointment.cancel"),
  READ("appointment.read"),
  HOLD("appointment.hold"),
  CONFIRM("appointment.confirm"),
  RELEASE("appointment.release"),
  NOSHOW("appointment.noshow"),
  SERIES("appointment.series"),
  WAIT("waitlist.enter"),
  OFFER("waitlist.offer"),
  LEAVE("waitlist.leave"),
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
