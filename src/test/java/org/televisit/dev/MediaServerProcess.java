package org.televisit.dev;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The embedded media server in a JVM of its own. */
final class MediaServerProcess {
  private final Settings settings;

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
    return new Readiness("The media server", children.start(builder, log), log);
  }

  /** A plain request is answered with "426 Upgrade Required" as soon as it serves. */
  URI address() {
    return URI.create("http://127.0.0.1:" + settings.port(Service.KURENTO) + "/kurento");
  }

  private static List<String> command(Path home) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-jar",
        home.resolve("televisit-media-server.jar").toString());
  }

  private Map<String, String> environment() {
    return Map.of(
        "KURENTO_LISTEN",
        "127.0.0.1:" + settings.port(Service.KURENTO),
        "MEDIA_ADDRESS",
        "127.0.0.1",
        "MEDIA_UDP_PORT",
        String.valueOf(settings.port(Service.MEDIA)));
  }
}
