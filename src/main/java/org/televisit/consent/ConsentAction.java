package org.televisit.consent;

import org.televisit.audit.AuditAction;

enum ConsentAction implements AuditAction {
  ANSWER("consent.answer"),
  WITHDRAW("consent.withdraw"),
  RECEIPT("consent.receipt"),
  DRAFT("consent.form.draft"),
  PUBLISH("consent.form.publish"),
  LOCATE("attendance.location"),
  RULE("recording.rule");

  private final String code;

  ConsentAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
