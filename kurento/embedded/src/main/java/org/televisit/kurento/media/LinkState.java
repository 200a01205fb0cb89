package org.televisit.kurento.media;

/**
 * Whether something connects. Of a connection: the encrypted transport stands. Of media: packets
 * that could be authenticated arrived within the last 16 s.
 */
public enum LinkState {
  DISCONNECTED,
  CONNECTED
}
