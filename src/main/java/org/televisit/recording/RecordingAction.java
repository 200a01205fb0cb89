package org.televisit.recording;

import org.televisit.audit.AuditAction;

enum RecordingAction implements AuditAction {
  START("recording.start"),
  PAUSE("recording.pause"),
  RESUME("recording.resume"),
  STOP("recording.stop"),
  SEAL("recording.seal"),
  FAIL("recording.fail"),
  SALVAGE("recording.salvage"),
  INGEST("recording.ingest");

  private final String code;

  RecordingAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
