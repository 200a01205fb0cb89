package org.televisit.consultation;

/** One browser's connection, as a room uses it. */
interface Line {

  /** Sends in order; never blocks. What cannot be sent is lost together with the line. */
  void send(ServerMessage message);

  /** Says why, then closes. */
  void hangUp(ServerMessage.Bye why);

  /** Closes without a word, so that the browser comes back. */
  void drop();

  /** Asks the browser's WebSocket for a sign of life (RFC 6455, ping). */
  void ping();
}
