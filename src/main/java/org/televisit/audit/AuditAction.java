package org.televisit.audit;

/** Something worth a line in the trail; each feature implements it with its own enum. */
public interface AuditAction {

  /**
   * Stable code {@code <thing>.<verb>}, e.g. {@code recording.start}. Never renamed once released.
   */
  String code();
}
