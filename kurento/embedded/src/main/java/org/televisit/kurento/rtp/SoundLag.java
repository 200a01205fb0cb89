package org.televisit.kurento.rtp;

/**
 * Finds out when sound has paused and its timestamps have not gone on meanwhile: a phone that takes
 * the microphone away does that. All that comes afterwards is late by the pause, and stays so. What
 * was only held up on its way comes in a hurry, and is less late from packet to packet.
 */
final class SoundLag {

  /** Less than this is the way's. */
  private static final long PAUSE_MICROS = 500_000;

  /** For so long it must be late. */
  private static final long LASTING_MICROS = 1_000_000;

  /** What becomes less late by more than this is catching up. */
  private static final long STEADY_MICROS = 100_000;

  private boolean late;
  private long since;
  private long first;
  private long least;

  /**
   * A packet came.
   *
   * @param lag how much later than its timestamp says
   * @return how long the pause was; 0 if there was none, or it is not certain yet
   */
  long pause(long lag, long now) {
    if (lag < PAUSE_MICROS) {
      late = false;
      return 0;
    }
    if (!late || lag < first - STEADY_MICROS) {
      late = true;
      since = now;
      first = lag;
      least = lag;
    }
    least = Math.min(least, lag);
    if (now - since < LASTING_MICROS) {
      return 0;
    }
    late = false;
    return least;
  }

  /** When the first packet after the last pause came. */
  long since() {
    return since;
  }
}
