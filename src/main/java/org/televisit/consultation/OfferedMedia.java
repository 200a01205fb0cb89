package org.televisit.consultation;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.televisit.media.MediaKind;

/** Reads from an offer what the browser means to send. */
final class OfferedMedia {

  private OfferedMedia() {}

  /**
   * The kinds of the media sections that are neither rejected (port 0) nor receive-only nor
   * inactive (RFC 8866, RFC 3264).
   */
  static Set<MediaKind> of(String sdp) {
    EnumSet<MediaKind> kinds = EnumSet.noneOf(MediaKind.class);
    MediaKind section = null;
    for (String line : sdp.lines().toList()) {
      if (line.startsWith("m=")) {
        section = kind(line);
        if (section != null) {
          kinds.add(section);
        }
      } else if (section != null && (line.equals("a=recvonly") || line.equals("a=inactive"))) {
        kinds.remove(section);
      }
    }
    return kinds;
  }

  private static @Nullable MediaKind kind(String mediaLine) {
    if (mediaLine.startsWith("m=audio ") && !mediaLine.startsWith("m=audio 0 ")) {
      return MediaKind.AUDIO;
    }
    if (mediaLine.startsWith("m=video ") && !mediaLine.startsWith("m=video 0 ")) {
      return MediaKind.VIDEO;
    }
    return null;
  }
}
