package org.televisit.vault;

import java.io.IOException;
import java.util.UUID;

/** The recording is still being written, by this application or another one. */
public class RecordingBusyException extends IOException {
  private static final long serialVersionUID = 1L;

  RecordingBusyException(UUID recording) {
    super("recording " + recording + " is still being written");
  }
}
