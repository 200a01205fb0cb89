package org.televisit.kurento.media;

/** An element that media comes out of. */
public sealed interface MediaSource permits WebRtcSession, Player {

  /**
   * Forwards media of one kind to a sink from now on. A sink has one source per kind: an earlier
   * one is replaced, and the receiver sees one continuous stream. Returns at once; connecting
   * twice, an element that is closed, or a recorder without that kind, changes nothing.
   */
  void connect(MediaSink sink, MediaKind kind);

  /** Stops forwarding; does nothing where this source is not connected to the sink. */
  void disconnect(MediaSink sink, MediaKind kind);
}
