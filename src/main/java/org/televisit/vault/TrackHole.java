package org.televisit.vault;

/**
 * Where a recording has a track and nothing of it, though the other track may go on.
 *
 * @param fromMillis in the time of the media, from its beginning
 * @param toMillis where the track goes on, or the media ends; after {@code fromMillis}
 */
public record TrackHole(MediaTrack track, long fromMillis, long toMillis) {

  public TrackHole {
    if (fromMillis < 0 || toMillis <= fromMillis) {
      throw new IllegalArgumentException("a hole from " + fromMillis + " to " + toMillis + " ms");
    }
  }
}
