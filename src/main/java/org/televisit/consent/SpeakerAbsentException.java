package org.televisit.consent;

import java.io.Serial;
import org.televisit.platform.ProblemException;

/** Who is said to have agreed aloud could not be heard. */
public class SpeakerAbsentException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  SpeakerAbsentException() {
    super("who agreed was not there to be heard", "consent.speakerAbsent");
  }
}
