package org.televisit.dev;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The embedded media server in a JVM of its own. */
final class MediaServerProcess {
  private final Settings settings;
  private @Nullable Readiness running;

  MediaServerProcess(Settings settings) {
    this.settings = settings;
  }

  Readiness start(Children children) {
    // of its own, so that a build beside it does not pull the jar from under a running JVM
    Path home = settings.data().resolve("media-server");
    Directories.copy(settings.built("media-server"), home);
    ProcessBuilder builder = new ProcessBuilder(command(home));
    builder.environment().putAll(environment());
    Path log = settings.log("media-server");
    running = new Readiness("The media server", children.start(builder, log), log);
    return running;
  }

  boolean isRunning() {
    return running != null && running.isAlive();
  }

  /** By force, without a chance to finish anything. */
  void kill() {
    Objects.requireNonNull(running, "not started").kill();
  }

  /** Sends a signal, e.g. {@code STOP}. */
  void signal(String name) {
    Objects.requireNonNull(running, "not started").signal(name);
  }

  /** A plain request is answered with "426 Upgrade Required" as soon as it serves. */
  URI address() {
    return URI.create("http://127.0.0.1:" + settings.port(Service.KURENTO) + "/kurento");
  }

  private static List<String> command(Path home) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xms16m",
        "-Xmx512m",
        "-XX:+ExitOnOutOfMemoryError",
        "-jar",
        home.resolve("televisit-media-server.jar").toString());
  }

  private Map<String, String> environment() {
    return Map.of(
        "KURENTO_LISTEN",
        "127.0.0.1:" + settings.port(Service.KURENTO),
        "MEDIA_ADDRESS",
        mediaAddress(),
        "MEDIA_UDP_PORT",
        String.valueOf(settings.port(Service.MEDIA)));
  }

  /**
   * Where browsers meet the media server. Firefox never sends media to 127.0.0.1, so a clinic to
   * try out offers the address by which this machine reaches the world: its only port that is not
   * on loopback, encrypted and closed to whoever has not signed in.
   */
  private String mediaAddress() {
    String loopback = "127.0.0.1";
    if (!settings.keepsData()) {
      return loopback;
    }
    // connecting a datagram socket sends nothing; the system only chooses the address it would use
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress("203.0.113.1", 9));
      InetAddress local = socket.getLocalAddress();
      return local.isAnyLocalAddress() ? loopback : local.getHostAddress();
    } catch (UncheckedIOException | SocketException e) {
      return loopback;
    }
  }
}
