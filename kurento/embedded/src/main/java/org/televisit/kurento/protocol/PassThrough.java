package org.televisit.kurento.protocol;

import java.util.Optional;

/** Hands on what is connected to it. */
final class PassThrough extends Relay {

  PassThrough(ServerContext server, Identity identity) {
    super(server, identity);
  }

  @Override
  Optional<MediaElement> above(MediaType type) {
    return source(type);
  }
}
