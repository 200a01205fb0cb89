package org.televisit.recording;

import java.time.Duration;
import java.util.Map;
import org.televisit.media.MediaKind;

/**
 * Proof of life of a recording that runs.
 *
 * @param stored how much of it is sealed and would survive a crash now
 * @param silence for how long neither picture nor sound has arrived, whatever else did
 * @param bytes received so far
 * @param silences for how long each kind of media has not arrived, if that is known; of a kind that
 *     never came, since the upload began
 */
public record RecordingProgress(
    Duration stored, Duration silence, long bytes, Map<MediaKind, Duration> silences) {

  public RecordingProgress {
    silences = Map.copyOf(silences);
  }

  /** For how long that kind has not arrived, though the other one may. */
  public Duration silenceOf(MediaKind kind) {
    return silences.getOrDefault(kind, silence);
  }
}
