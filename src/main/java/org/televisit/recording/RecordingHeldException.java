package org.televisit.recording;

import java.io.Serial;

/** A legal hold lies on the recording's visit: it must not be destroyed. */
public class RecordingHeldException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  RecordingHeldException(RecordingId id) {
    super(id.entity() + " is held");
  }
}
