package org.televisit.kurento.media;

/** State of an ICE component, with the names of Kurento. */
public enum IceState {
  DISCONNECTED,
  GATHERING,
  CONNECTING,
  CONNECTED,
  READY,
  FAILED
}
