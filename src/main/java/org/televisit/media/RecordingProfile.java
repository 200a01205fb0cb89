package org.televisit.media;

import java.util.Set;

/**
 * The container that a recorder writes. A profile that names a kind which does not flow makes the
 * media server write an empty file and report success, so it must be chosen by what flows.
 */
public enum RecordingProfile {
  AUDIO_AND_VIDEO,
  AUDIO_ONLY,
  VIDEO_ONLY;

  /**
   * The profile that fits.
   *
   * @throws IllegalArgumentException if nothing flows
   */
  public static RecordingProfile of(Set<MediaKind> flowing) {
    if (flowing.isEmpty()) {
      throw new IllegalArgumentException("nothing flows, nothing can be recorded");
    }
    if (flowing.size() == MediaKind.values().length) {
      return AUDIO_AND_VIDEO;
    }
    return flowing.contains(MediaKind.AUDIO) ? AUDIO_ONLY : VIDEO_ONLY;
  }
}
