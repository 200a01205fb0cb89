package org.televisit.recording;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.televisit.vault.Fingerprint;

/**
 * All that a recording's row proves, for those who certify it.
 *
 * @param whose media it is
 * @param fingerprint of the sealed file; null if nothing was sealed
 * @param receivedMs media that arrived, by the ingest's own count; null if it did not count
 * @param pauses in order
 * @param holes where a track is missing in the file, in order
 * @param erasure what has become of it; null while nobody decided that it be destroyed
 */
public record RecordingEvidence(
    RecordedSeat whose,
    RecordingSummary summary,
    @Nullable Fingerprint fingerprint,
    @Nullable Long receivedMs,
    List<Pause> pauses,
    List<Hole> holes,
    @Nullable Erasure erasure) {

  public RecordingEvidence {
    pauses = List.copyOf(pauses);
    holes = List.copyOf(holes);
  }

  /** camera or screen. */
  public String media() {
    return summary.media().code();
  }

  /**
   * An interval in which the recorder kept nothing; the file knows nothing of it.
   *
   * @param cause code of a {@link RecordingPermit}
   * @param to null while it lasts
   */
  public record Pause(String cause, Instant from, @Nullable Instant to) {}

  /**
   * Where the file has nothing of one of its tracks, though the other may go on.
   *
   * @param track audio or video
   * @param fromMillis in the time of the media, which knows nothing of pauses
   */
  public record Hole(String track, long fromMillis, long toMillis) {}

  /**
   * That a recording is to be destroyed, or has been.
   *
   * @param under what: {@code policy/<id>} or {@code request/<id>}
   * @param at when it was; null until then
   */
  public record Erasure(String under, @Nullable Instant at) {}
}
