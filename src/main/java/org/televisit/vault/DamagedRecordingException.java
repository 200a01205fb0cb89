package org.televisit.vault;

import java.io.IOException;
import java.util.UUID;

/**
 * A sealed recording is not what it should be: bytes were lost, changed, moved or exchanged, or the
 * key is another one. Nothing that failed its check has been handed out, and no file was changed.
 */
public class DamagedRecordingException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Fault {
    /** No file is stored for this recording. */
    MISSING,
    /** The file begins unlike a sealed recording, or belongs to another one. */
    HEAD,
    /** The recording's key is missing, or does not open: changed, or wrapped by another key. */
    KEY,
    /** The file has no end: it was cut short, or its writer died and it was not recovered. */
    UNFINISHED,
    /** A part of the stream is changed, moved, missing or foreign. */
    PART,
    /** The index or the end frame is changed, or contradicts the rest. */
    END,
    /** Intact in itself, but not the recording that was finished under this id. */
    EXCHANGED
  }

  private final UUID recording;
  private final Fault fault;

  DamagedRecordingException(UUID recording, Fault fault, String detail) {
    super("recording " + recording + ": " + fault + ", " + detail);
    this.recording = recording;
    this.fault = fault;
  }

  public UUID recording() {
    return recording;
  }

  public Fault fault() {
    return fault;
  }
}
