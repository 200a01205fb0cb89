package org.televisit.kurento.webm;

import java.util.Optional;

/**
 * What a file holds.
 *
 * @param audio its sound; empty if it has none
 * @param video its pictures; empty if it has none
 * @param width of the first picture; it may change later
 * @param height of the first picture
 * @param seekable whether the target can be written to again at the end: only then does the file
 *     get a Duration and Cues
 */
public record WebmLayout(
    Optional<TrackFormat> audio,
    Optional<TrackFormat> video,
    int width,
    int height,
    boolean seekable) {

  /** Of Opus and VP8, as far as there are sound and pictures. */
  public WebmLayout(boolean audio, boolean video, int width, int height, boolean seekable) {
    this(
        audio ? Optional.of(TrackFormat.OPUS) : Optional.empty(),
        video ? Optional.of(TrackFormat.VP8) : Optional.empty(),
        width,
        height,
        seekable);
  }

  boolean isWebm() {
    return audio.map(TrackFormat::isOfWebm).orElse(true)
        && video.map(TrackFormat::isOfWebm).orElse(true);
  }
}
