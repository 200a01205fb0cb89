package org.televisit.kurento.protocol;

/** {@code Dispatcher} in the definitions: each port gets the port that it was connected to. */
final class DispatcherHub extends Hub {

  DispatcherHub(ServerContext server, Identity identity) {
    super(server, identity);
    on(
        "connect",
        arguments -> {
          route(port(arguments, "source"), port(arguments, "sink"));
          return null;
        });
  }
}
