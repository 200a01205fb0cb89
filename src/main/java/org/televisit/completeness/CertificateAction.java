package org.televisit.completeness;

import org.televisit.audit.AuditAction;

enum CertificateAction implements AuditAction {
  ISSUE("certificate.issue");

  private final String code;

  CertificateAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
