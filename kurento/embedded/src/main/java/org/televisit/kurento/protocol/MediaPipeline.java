package org.televisit.kurento.protocol;

/** A room for elements: only those of one pipeline can be connected. */
final class MediaPipeline extends MediaObject {

  MediaPipeline(ServerContext server, Identity identity) {
    super(server, identity);
    on("getLatencyStats", arguments -> false);
  }
}
