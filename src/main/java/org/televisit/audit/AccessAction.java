package org.televisit.audit;

/** What happens at the door, before any feature is reached. */
enum AccessAction implements AuditAction {
  SIGN_IN("sign-in"),
  SIGN_OUT("sign-out"),
  REFUSE_PAGE("page.refuse");

  private final String code;

  AccessAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
