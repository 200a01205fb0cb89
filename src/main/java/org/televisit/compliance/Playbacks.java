package org.televisit.compliance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.televisit.recording.RecordingId;

/**
 * Keeps what is being played open for as long as its grant lasts: making the head of an hour's
 * recording anew for each range would cost more than the range. Forgets rather than grows.
 */
final class Playbacks {

  /** Opens a recording that is not open yet. */
  interface Opener {
    Playback open() throws IOException;
  }

  private record Key(UUID grant, RecordingId recording) {}

  private final ConcurrentMap<Key, Playback> open = new ConcurrentHashMap<>();
  private final int most;

  /**
   * @param most playbacks to keep
   */
  Playbacks(int most) {
    this.most = most;
  }

  Playback of(PlaybackTarget target, Instant now, Opener opener) throws IOException {
    if (open.size() >= most) {
      open.values().removeIf(playback -> playback.isOver(now));
    }
    if (open.size() >= most) {
      open.clear();
    }
    try {
      return open.computeIfAbsent(
          new Key(target.grant(), target.recording()), key -> opened(opener));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Playback opened(Opener opener) {
    try {
      return opener.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
