package org.televisit.fhir;

import org.televisit.audit.AuditAction;

enum FhirAction implements AuditAction {
  /** A program read something of somebody's visits. */
  SEARCH("fhir.search"),
  READ("fhir.read"),
  /** A token was not good enough. */
  ENTER("fhir.enter");

  private final String code;

  FhirAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
