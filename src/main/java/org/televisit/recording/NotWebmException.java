package org.televisit.recording;

import java.io.IOException;

/** What was posted is not even the beginning of a WebM; nothing of it has been kept. */
class NotWebmException extends IOException {
  private static final long serialVersionUID = 1L;

  private final RecordingFailure failure;

  NotWebmException(RecordingFailure failure) {
    super(failure.code());
    this.failure = failure;
  }

  RecordingFailure failure() {
    return failure;
  }
}
