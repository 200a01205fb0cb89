package org.televisit.kurento.rtp;

/**
 * Asks for key frames at most once in 300 ms. A request that comes too soon is made up for, unless
 * a key frame has begun since. One that is repeated, or late, is older than the request.
 */
final class KeyFrameRequests {

  static final long INTERVAL_MICROS = 300_000;

  private boolean wanted;
  private boolean asked;
  private long askedAt;

  void want() {
    wanted = true;
  }

  /** A key frame begins that is newer than all that came before: who waited for one has it. */
  void keyFrame() {
    wanted = false;
  }

  /** Whether to ask now; if so, it counts as asked. */
  boolean due(long now) {
    if (!wanted || (asked && now - askedAt < INTERVAL_MICROS)) {
      return false;
    }
    wanted = false;
    asked = true;
    askedAt = now;
    return true;
  }
}
