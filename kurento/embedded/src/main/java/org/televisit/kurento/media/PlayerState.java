package org.televisit.kurento.media;

/** What a {@link Player} does; with the names of Kurento's {@code UriEndpointState}. */
public enum PlayerState {
  STOP,
  START,
  PAUSE
}
