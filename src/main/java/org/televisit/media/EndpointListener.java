package org.televisit.media;

/**
 * Hears one endpoint. Calls come on a thread pool, possibly at once and out of order; an
 * implementation puts them into the room's queue and returns.
 */
public interface EndpointListener {

  /** The server found a candidate of its own; the browser needs it. */
  void candidate(IceCandidate candidate);

  /**
   * Media of a kind began or ceased to arrive from the browser.
   *
   * @param atMillis the server's own clock, milliseconds since the epoch: tells an old event that
   *     arrives late from a new one
   */
  void flowing(MediaKind kind, boolean flowing, long atMillis);
}
