package org.televisit.kurento.media;

import java.util.EnumSet;
import java.util.Set;
import org.televisit.kurento.rtp.Codec;

/**
 * What a {@link Recorder} writes: WebM with VP8 or VP9 and Opus, or Matroska with any codec that is
 * forwarded. A profile starts only when every kind of it flows; until then nothing is written (as
 * Kurento does).
 */
public enum RecordingProfile {
  WEBM(true, true, true),
  WEBM_AUDIO_ONLY(true, true, false),
  WEBM_VIDEO_ONLY(true, false, true),
  MKV(false, true, true),
  MKV_AUDIO_ONLY(false, true, false),
  MKV_VIDEO_ONLY(false, false, true);

  private static final Set<Codec> OF_WEBM = EnumSet.of(Codec.OPUS, Codec.VP8, Codec.VP9);

  private final boolean webm;
  private final boolean audio;
  private final boolean video;

  RecordingProfile(boolean webm, boolean audio, boolean video) {
    this.webm = webm;
    this.audio = audio;
    this.video = video;
  }

  public boolean has(MediaKind kind) {
    return kind == MediaKind.AUDIO ? audio : video;
  }

  /** The codecs that it can hold. */
  Set<Codec> codecs() {
    return webm ? OF_WEBM : EnumSet.allOf(Codec.class);
  }

  /** As Kurento announces a recording over HTTP, whatever is in it. */
  public String mediaType() {
    return webm ? "video/webm" : "video/x-matroska";
  }
}
