package org.televisit.media;

/** What a track carries. */
public enum MediaKind {
  AUDIO,
  VIDEO
}
