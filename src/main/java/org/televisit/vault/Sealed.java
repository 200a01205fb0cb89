package org.televisit.vault;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A finished recording, as its own end frame describes it.
 *
 * @param recording whose media it is
 * @param fingerprint to be kept by the caller, and shown again at every opening
 * @param duration of the media by its own timestamps, to the millisecond; zero if none was found
 * @param parts number of separately sealed parts
 * @param keyFrames pictures of the first video track that decode without others
 * @param indexed false if part of the stream was not understood as WebM; it is sealed all the same,
 *     but playback may lack it
 * @param reason why it ended
 * @param holes where sound or picture is missing, in order of time; none of files from before that
 *     was noted
 */
public record Sealed(
    UUID recording,
    Fingerprint fingerprint,
    Duration duration,
    int parts,
    int keyFrames,
    boolean indexed,
    FinishReason reason,
    List<TrackHole> holes) {

  public Sealed {
    holes = List.copyOf(holes);
  }
}
