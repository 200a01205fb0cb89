package org.televisit.kurento.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All ports get one of them. */
final class DispatcherOneToMany extends Hub {

  private @Nullable HubPort source;

  DispatcherOneToMany(ServerContext server, Identity identity) {
    super(server, identity);
    on(
        "setSource",
        arguments -> {
          source = port(arguments, "source");
          routeAll();
          return null;
        });
    on(
        "removeSource",
        arguments -> {
          source = null;
          ports().forEach(this::unroute);
          return null;
        });
  }

  /** Also for ports that are new. */
  void routeAll() {
    Optional.ofNullable(source).ifPresent(from -> ports().forEach(port -> route(from, port)));
  }

  @Override
  void forget(HubPort port) {
    if (source == port) {
      source = null;
    }
    super.forget(port);
  }
}
