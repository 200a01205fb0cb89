package org.televisit.kurento.media;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a {@link Recorder} writes: WebM with VP8 and Opus. A profile starts only when every kind of
 * it flows; until then nothing is written (as Kurento does).
 */
public enum RecordingProfile {
  WEBM(EnumSet.of(MediaKind.AUDIO, MediaKind.VIDEO)),
  WEBM_AUDIO_ONLY(EnumSet.of(MediaKind.AUDIO)),
  WEBM_VIDEO_ONLY(EnumSet.of(MediaKind.VIDEO));

  private final EnumSet<MediaKind> kinds;

  RecordingProfile(EnumSet<MediaKind> kinds) {
    this.kinds = kinds;
  }

  public Set<MediaKind> kinds() {
    return EnumSet.copyOf(kinds);
  }
}
