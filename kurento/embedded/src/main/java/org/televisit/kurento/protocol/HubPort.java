package org.televisit.kurento.protocol;

import java.util.List;
import java.util.Optional;

/** A way into a hub and out of it again: out comes what the hub chooses. */
final class HubPort extends Relay {

  private final Hub hub;

  HubPort(ServerContext server, Identity identity, Hub hub) {
    super(server, identity);
    this.hub = hub;
  }

  @Override
  Optional<MediaElement> above(MediaType type) {
    return hub.sourceOf(this).flatMap(port -> port.source(type));
  }

  @Override
  List<MediaElement> below(MediaType type) {
    return hub.sinksOf(this).stream().flatMap(port -> port.sinks(type).stream()).toList();
  }

  /** The hub chose another source for it. */
  void sourceChanged() {
    refreshSinks();
  }

  @Override
  void close() {
    super.close();
    hub.forget(this);
  }
}
