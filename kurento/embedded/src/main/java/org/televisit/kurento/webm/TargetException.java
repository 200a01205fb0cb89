package org.televisit.kurento.webm;

import org.jspecify.annotations.Nullable;

/** A recording did not get to its target. */
public final class TargetException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean refused;

  private TargetException(boolean refused, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.refused = refused;
  }

  static TargetException refused(String message) {
    return new TargetException(true, message, null);
  }

  static TargetException refused(String message, Throwable cause) {
    return new TargetException(true, message, cause);
  }

  static TargetException lost(String message) {
    return new TargetException(false, message, null);
  }

  static TargetException lost(String message, Throwable cause) {
    return new TargetException(false, message, cause);
  }

  /** Whether the target could not be opened or said no, rather than broke off. */
  public boolean isRefused() {
    return refused;
  }
}
