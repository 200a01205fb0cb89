package org.televisit.kurento.protocol;

/** A room for elements: only those of one pipeline can be connected. */
final class MediaPipeline extends MediaObject {

  MediaPipeline(ServerContext server, Identity identity) {
    super(server, identity);
    keep("latencyStats", false);
    on("getGstreamerDot", arguments -> Drawing.of(this));
    on("dumpGstreamerDot", arguments -> null);
  }
}
