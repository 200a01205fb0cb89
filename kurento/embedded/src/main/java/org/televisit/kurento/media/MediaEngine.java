package org.televisit.kurento.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;

/** The media server without a protocol: one UDP port, its sessions and recorders. */
public final class MediaEngine implements AutoCloseable {

  private MediaEngine() {}

  /**
   * Opens the port and warms the cryptography up (about a second).
   *
   * @throws IOException if the address cannot be bound
   */
  public static MediaEngine start(MediaSettings settings) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Where the UDP socket is bound. */
  public InetSocketAddress address() {
    throw new UnsupportedOperationException();
  }

  /**
   * A new session; DISCONNECTED until it is negotiated.
   *
   * @throws IllegalStateException if there are {@link MediaSettings#maxSessions} already, or the
   *     engine is closed
   */
  public WebRtcSession webRtc(WebRtcListener listener) {
    throw new UnsupportedOperationException();
  }

  /**
   * A new recorder. Nothing is opened before {@link Recorder#record}.
   *
   * @param target {@code file:} (overwritten) or {@code http:} (one chunked POST)
   * @throws IllegalArgumentException if the target is neither
   */
  public Recorder recorder(URI target, RecordingProfile profile, RecorderListener listener) {
    throw new UnsupportedOperationException();
  }

  /** Finishes running recordings (each at most 5 s), closes all sessions and the port. */
  @Override
  public void close() {}
}
