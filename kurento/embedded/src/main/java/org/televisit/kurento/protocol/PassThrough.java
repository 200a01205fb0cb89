package org.televisit.kurento.protocol;

import java.util.Optional;
import org.televisit.kurento.media.MediaKind;
import org.televisit.kurento.media.MediaSink;
import org.televisit.kurento.media.MediaSource;

/** Hands on what comes in. No media touches it: its sinks are fed by whatever is above it. */
final class PassThrough extends MediaElement {

  PassThrough(ServerContext server, Identity identity) {
    super(server, identity);
  }

  @Override
  Optional<MediaSource> output(MediaKind kind) {
    MediaElement element = this;
    // Elements can be connected in a circle that nothing feeds; no path is longer than that.
    for (int hops = server().objects().size(); hops > 0; hops--) {
      Optional<MediaElement> above = element.source(MediaType.of(kind));
      if (above.isEmpty()) {
        return Optional.empty();
      }
      element = above.get();
      if (!(element instanceof PassThrough)) {
        return element.output(kind);
      }
    }
    return Optional.empty();
  }

  @Override
  Optional<MediaSink> input() {
    return Optional.empty();
  }
}
