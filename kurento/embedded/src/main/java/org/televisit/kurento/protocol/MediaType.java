package org.televisit.kurento.protocol;

import java.util.Optional;
import org.televisit.kurento.media.MediaKind;

/** What a connection between elements carries. DATA connections are kept, but nothing flows. */
enum MediaType {
  AUDIO(MediaKind.AUDIO),
  VIDEO(MediaKind.VIDEO),
  DATA(null);

  private final Optional<MediaKind> kind;

  MediaType(@org.jspecify.annotations.Nullable MediaKind kind) {
    this.kind = Optional.ofNullable(kind);
  }

  Optional<MediaKind> kind() {
    return kind;
  }

  static MediaType of(MediaKind kind) {
    return kind == MediaKind.AUDIO ? AUDIO : VIDEO;
  }
}
