package org.televisit.vault;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/** The recording's key was destroyed on purpose: nothing will ever open it again. */
public class ShreddedRecordingException extends IOException {
  private static final long serialVersionUID = 1L;

  private final UUID recording;
  private final Instant at;

  ShreddedRecordingException(UUID recording, Instant at) {
    super("recording " + recording + " was destroyed at " + at);
    this.recording = recording;
    this.at = at;
  }

  public UUID recording() {
    return recording;
  }

  /** When its key was destroyed. */
  public Instant at() {
    return at;
  }
}
