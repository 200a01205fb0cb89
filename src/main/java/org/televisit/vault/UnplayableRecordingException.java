package org.televisit.vault;

import java.io.IOException;
import java.util.UUID;

/** The recording is intact, but holds no picture or sound that could be played. */
public class UnplayableRecordingException extends IOException {
  private static final long serialVersionUID = 1L;

  UnplayableRecordingException(UUID recording) {
    super("recording " + recording + " holds no media that can be played");
  }
}
