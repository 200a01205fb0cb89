package org.televisit.kurento.media;

import org.televisit.kurento.rtp.AvClock;
import org.televisit.kurento.rtp.Codec;
import org.televisit.kurento.rtp.IncomingTrack;

/**
 * Where frames lie in the file: from 0, without the pauses, each track never going back. On the
 * media loop only.
 */
final class RecordingTimeline {

  /** Between the last frame before a pause and the first after it. */
  private static final long JOIN_MICROS = 33_000;

  private final AvClock clock = new AvClock();
  private long origin;
  private long beginning;
  private long lastAudioMillis = -1;
  private long lastVideoMillis = -1;

  void restarted(Codec codec) {
    if (!codec.isVideo()) {
      clock.restartAudio(codec.clockRate());
    } else {
      clock.restartVideo();
    }
  }

  /** When sound was captured, by our clock. */
  long audioCaptured(int timestamp, long arrival, IncomingTrack from) {
    from.clock().ifPresent(clock::audioReport);
    return clock.audio(timestamp, arrival);
  }

  /** When a picture was captured, by our clock. */
  long videoCaptured(int timestamp, long arrival, IncomingTrack from) {
    from.clock().ifPresent(clock::videoReport);
    return clock.video(timestamp, arrival);
  }

  /** A stretch begins with what was captured at an instant, just behind what there is. */
  void begin(long captured) {
    origin = captured - beginning;
  }

  /** Whether it was captured before the current stretch. */
  boolean precedes(long captured) {
    return captured - origin < beginning;
  }

  long audioMillis(long captured) {
    lastAudioMillis = Math.max(lastAudioMillis + 1, position(captured));
    return lastAudioMillis;
  }

  long videoMillis(long captured) {
    lastVideoMillis = Math.max(lastVideoMillis + 1, position(captured));
    return lastVideoMillis;
  }

  private long position(long captured) {
    return Math.max(0, captured - origin) / 1000;
  }

  /** The stretch ends with what was written so far. */
  void pause() {
    beginning = Math.max(lastAudioMillis, lastVideoMillis) * 1000 + JOIN_MICROS;
  }
}
