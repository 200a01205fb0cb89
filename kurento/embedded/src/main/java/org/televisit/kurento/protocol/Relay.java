package org.televisit.kurento.protocol;

import java.util.Optional;
import org.televisit.kurento.media.MediaKind;
import org.televisit.kurento.media.MediaSink;
import org.televisit.kurento.media.MediaSource;

/** Hands on what comes in. No media touches it: its sinks are fed by whatever is above it. */
abstract class Relay extends MediaElement {

  Relay(ServerContext server, Identity identity) {
    super(server, identity);
  }

  /** What it hands on. */
  abstract Optional<MediaElement> above(MediaType type);

  @Override
  final Optional<MediaSource> output(MediaKind kind) {
    Relay relay = this;
    // Elements can be connected in a circle that nothing feeds; no path is longer than that.
    for (int hops = server().objects().size(); hops > 0; hops--) {
      Optional<MediaElement> above = relay.above(MediaType.of(kind));
      if (above.isEmpty()) {
        return Optional.empty();
      }
      if (!(above.get() instanceof Relay next)) {
        return above.get().output(kind);
      }
      relay = next;
    }
    return Optional.empty();
  }

  @Override
  final Optional<MediaSink> input() {
    return Optional.empty();
  }
}
