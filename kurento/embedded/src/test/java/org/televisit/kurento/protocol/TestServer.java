package org.televisit.kurento.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.televisit.kurento.media.MediaEngine;
import org.televisit.kurento.media.MediaSettings;

/** The real media server on free loopback ports. */
final class TestServer implements AutoCloseable {

  /** Shorter than usual: nobody waits for a browser that is not there. */
  private static final Duration ICE_TIMEOUT = Duration.ofSeconds(1);

  private final MediaEngine engine;
  private final KurentoServer control;

  private TestServer(MediaEngine engine, KurentoServer control) {
    this.engine = engine;
    this.control = control;
  }

  static KurentoSettings settings() {
    return KurentoSettings.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  static KurentoSettings settings(Duration keepAlive, int maxConnections, int maxObjects) {
    return new KurentoSettings(
        settings().listen(), Set.of("media.example"), keepAlive, maxConnections, 500, maxObjects);
  }

  static TestServer start() throws IOException {
    return start(settings());
  }

  static TestServer start(KurentoSettings settings) throws IOException {
    MediaSettings usual = MediaSettings.on(InetAddress.getLoopbackAddress());
    MediaEngine engine = MediaEngine.start(usual.withIceTimeout(ICE_TIMEOUT));
    return new TestServer(engine, KurentoServer.start(settings, engine, Clock.systemUTC()));
  }

  InetSocketAddress address() {
    return control.address();
  }

  int port() {
    return control.address().getPort();
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + port() + "/kurento");
  }

  RawClient connect() {
    return RawClient.open(uri());
  }

  /** The media are handled no more, while the control port still answers. */
  void endMedia() {
    engine.close();
  }

  @Override
  public void close() {
    engine.close();
    control.close();
  }
}
