package org.televisit.vault;

/** Why a recording ended. */
public enum FinishReason {
  /** The sender closed the stream in order. */
  COMPLETE(0),
  /** The connection broke or stalled; what had arrived is kept. */
  INTERRUPTED(1),
  /** The application ended it, for instance because it was shut down. */
  STOPPED(2),
  /** The application died; the file was finished afterwards. */
  CRASH(9);

  /** How the reason is written in a file; never reused for another meaning. */
  final int code;

  FinishReason(int code) {
    this.code = code;
  }

  static FinishReason of(int code) {
    for (FinishReason reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    throw new IllegalArgumentException("unknown reason " + code);
  }
}
