package org.televisit.media;

import java.util.Locale;

/** What of a person a publication carries; each is a connection and a recording of its own. */
public enum Capture {
  /** Camera and microphone. */
  CAMERA,
  /** The screen they share, with the sound of what they share, if there is any. */
  SCREEN;

  /** As sent and stored: {@code screen}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a code.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Capture of(String code) {
    for (Capture capture : values()) {
      if (capture.code().equals(code)) {
        return capture;
      }
    }
    throw new IllegalArgumentException("no such capture");
  }
}
