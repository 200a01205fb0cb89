package org.televisit.kurento;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.kurento.client.KurentoClient;

/** The server as its own process. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedMediaServerTest {

  private static final Pattern READY =
      Pattern.compile("Media server ready at (ws://127\\.0\\.0\\.1:\\d+/kurento), media on UDP .*");

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
  }

  private Process launch(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedMediaServer.class.getName());
    builder.environment().putAll(environment);
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static String readyAddress(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    Matcher line = READY.matcher(String.valueOf(output.readLine()));
    assertThat(line.matches()).isTrue();
    return line.group(1);
  }

  private static int exitStatus(Process process) throws InterruptedException {
    assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void it_says_when_it_is_ready_serves_and_ends_on_SIGTERM() throws Exception {
    Process process = launch(Map.of("KURENTO_LISTEN", "127.0.0.1:0"));
    KurentoClient client = KurentoClient.create(readyAddress(process));
    assertThat(client.createMediaPipeline().getName()).endsWith("_kurento.MediaPipeline");
    client.destroy();
    process.destroy();
    assertThat(exitStatus(process)).isEqualTo(128 + 15);
  }

  @Test
  void a_port_in_use_is_named_with_its_setting() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + other.getLocalPort();
      Process process = launch(Map.of("KURENTO_LISTEN", address));
      assertThat(process.errorReader(StandardCharsets.UTF_8).lines())
          .anyMatch(line -> line.contains(address) && line.contains("KURENTO_LISTEN"))
          .noneMatch(line -> line.contains("Exception"));
      assertThat(exitStatus(process)).isEqualTo(1);
    }
  }

  @Test
  void a_wrong_setting_is_named() throws Exception {
    Process process = launch(Map.of("KURENTO_LISTEN", "here"));
    assertThat(process.errorReader(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "The media server cannot start."
                + " KURENTO_LISTEN should be address:port, as in 127.0.0.1:8888.");
    assertThat(exitStatus(process)).isEqualTo(2);
  }

  @Test
  void it_ends_with_its_launcher_if_told_so() throws Exception {
    Process process =
        launch(Map.of("KURENTO_LISTEN", "127.0.0.1:0", "MEDIA_EXIT_WITH_STDIN", "true"));
    readyAddress(process);
    process.getOutputStream().close();
    assertThat(exitStatus(process)).isZero();
  }
}
