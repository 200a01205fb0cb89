package org.televisit.compliance;

import org.televisit.audit.AuditAction;

enum ReviewAction implements AuditAction {
  /** The list of recorded visits was read. */
  LIST("review.list"),
  /** Purpose and reason were given, and access granted. */
  GRANT("review.grant"),
  /** The visit's page was opened under a grant. */
  OPEN("review.open"),
  /** A recording was played. */
  PLAY("review.play"),
  /** A certificate was taken away. */
  DOWNLOAD("review.download");

  private final String code;

  ReviewAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
