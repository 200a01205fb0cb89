package org.televisit.compliance;

import java.io.IOException;

/** A recording is being read to see that it is whole. Who asks again soon will be told. */
class StillCheckedException extends IOException {
  private static final long serialVersionUID = 1L;

  StillCheckedException() {
    super("the recording is still being checked");
  }
}
