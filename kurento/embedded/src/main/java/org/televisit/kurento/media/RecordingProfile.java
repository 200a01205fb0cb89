package org.televisit.kurento.media;

/**
 * What a {@link Recorder} writes: WebM with VP8 and Opus. A profile starts only when every kind of
 * it flows; until then nothing is written (as Kurento does).
 */
public enum RecordingProfile {
  WEBM(true, true),
  WEBM_AUDIO_ONLY(true, false),
  WEBM_VIDEO_ONLY(false, true);

  private final boolean audio;
  private final boolean video;

  RecordingProfile(boolean audio, boolean video) {
    this.audio = audio;
    this.video = video;
  }

  public boolean has(MediaKind kind) {
    return kind == MediaKind.AUDIO ? audio : video;
  }
}
