package org.televisit.availability;

import org.televisit.audit.AuditAction;

enum AvailabilityAction implements AuditAction {
  READ("working-hours.read"),
  ADD_HOURS("working-hours.add"),
  REMOVE_HOURS("working-hours.remove"),
  ADD_DEVIATION("deviation.add"),
  REMOVE_DEVIATION("deviation.remove"),
  ADD_TYPE("visit-type.add"),
  CHANGE_TYPE("visit-type.change"),
  CHANGE_RULES("booking-rules.change");

  private final String code;

  AvailabilityAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
