package org.televisit.vault;

import java.time.Duration;

/** The two tracks that a recording may have. */
public enum MediaTrack {
  /** A packet every 20 ms, and one every 400 ms from a sender that spares silence. */
  AUDIO(0, Duration.ofMillis(500)),
  /** A camera that is switched off and a screen that stands still send a picture every second. */
  VIDEO(1, Duration.ofMillis(2500));

  /** How the track is written in an index; never reused for another meaning. */
  final byte code;

  /** From one block to the next; more than this is a {@link TrackHole}. */
  final Duration longestStep;

  MediaTrack(int code, Duration longestStep) {
    this.code = (byte) code;
    this.longestStep = longestStep;
  }

  static MediaTrack of(byte code) {
    for (MediaTrack track : values()) {
      if (track.code == code) {
        return track;
      }
    }
    throw new IllegalArgumentException("a track of kind " + code);
  }
}
