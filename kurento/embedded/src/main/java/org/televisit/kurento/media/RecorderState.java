package org.televisit.kurento.media;

/**
 * What was last asked of a {@link Recorder}; with the names of Kurento's {@code UriEndpointState}.
 */
public enum RecorderState {
  STOP,
  START,
  PAUSE
}
