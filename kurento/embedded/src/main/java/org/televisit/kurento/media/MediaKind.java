package org.televisit.kurento.media;

/** A kind of media; an element has at most one track of each. */
public enum MediaKind {
  AUDIO,
  VIDEO
}
