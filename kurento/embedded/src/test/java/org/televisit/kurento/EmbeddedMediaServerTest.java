package org.televisit.kurento;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.kurento.client.KurentoClient;

/** The server as its own process. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedMediaServerTest {

  private final List<MediaServerProcess> processes = new ArrayList<>();

  @AfterEach
  void stop() {
    processes.forEach(MediaServerProcess::close);
  }

  private MediaServerProcess launch(Map<String, String> environment) throws IOException {
    MediaServerProcess process = MediaServerProcess.launch(environment);
    processes.add(process);
    return process;
  }

  @Test
  void it_says_when_it_is_ready_serves_and_ends_on_SIGTERM() throws Exception {
    MediaServerProcess process = launch(Map.of("KURENTO_LISTEN", "127.0.0.1:0"));
    KurentoClient client = KurentoClient.create(process.awaitReady());
    assertThat(client.createMediaPipeline().getName()).endsWith("_kurento.MediaPipeline");
    client.destroy();
    assertThat(process.terminate()).isEqualTo(128 + 15);
  }

  @Test
  void a_port_in_use_is_named_with_its_setting() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + other.getLocalPort();
      MediaServerProcess process = launch(Map.of("KURENTO_LISTEN", address));
      assertThat(process.errors())
          .anyMatch(line -> line.contains(address) && line.contains("KURENTO_LISTEN"))
          .noneMatch(line -> line.contains("Exception"));
      assertThat(process.exitStatus()).isEqualTo(1);
    }
  }

  @Test
  void a_wrong_setting_is_named() throws Exception {
    MediaServerProcess process = launch(Map.of("KURENTO_LISTEN", "here"));
    assertThat(process.errors())
        .containsExactly(
            "The media server cannot start."
                + " KURENTO_LISTEN should be address:port, as in 127.0.0.1:8888.");
    assertThat(process.exitStatus()).isEqualTo(2);
  }

  /** A server whose media loop has met with an error, while other threads go on. */
  static final class Broken {
    private Broken() {}

    public static void main(String... arguments) throws InterruptedException {
      CompletableFuture<Error> broken = new CompletableFuture<>();
      EmbeddedMediaServer.endOnceBroken(broken);
      broken.complete(new OutOfMemoryError("Java heap space"));
      Thread.sleep(60_000);
    }
  }

  @Test
  void it_ends_at_once_and_says_so_when_it_has_broken_down() throws Exception {
    MediaServerProcess process = MediaServerProcess.launch(Broken.class);
    processes.add(process);
    assertThat(process.errors())
        .containsExactly(
            "The media server has broken down and ends."
                + " java.lang.OutOfMemoryError: Java heap space");
    assertThat(process.exitStatus()).isEqualTo(3);
  }

  @Test
  void it_ends_with_its_launcher_if_told_so() throws Exception {
    MediaServerProcess process =
        launch(Map.of("KURENTO_LISTEN", "127.0.0.1:0", "MEDIA_EXIT_WITH_STDIN", "true"));
    process.awaitReady();
    process.closeStandardInput();
    assertThat(process.exitStatus()).isZero();
  }
}
