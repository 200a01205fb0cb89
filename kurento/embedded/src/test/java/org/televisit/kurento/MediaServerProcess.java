package org.televisit.kurento;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server as a process of its own. */
final class MediaServerProcess implements AutoCloseable {

  private static final Pattern READY =
      Pattern.compile("Media server ready at (ws://127\\.0\\.0\\.1:\\d+/kurento), media on UDP .*");

  private final Process process;

  private MediaServerProcess(Process process) {
    this.process = process;
  }

  static MediaServerProcess launch(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedMediaServer.class.getName());
    builder.environment().putAll(environment);
    return new MediaServerProcess(builder.start());
  }

  /** The address of its control port. */
  String awaitReady() throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    Matcher line = READY.matcher(String.valueOf(output.readLine()));
    assertThat(line.matches()).isTrue();
    return line.group(1);
  }

  /** What it says on standard error until it ends. */
  Stream<String> errors() {
    return process.errorReader(StandardCharsets.UTF_8).lines();
  }

  void closeStandardInput() throws IOException {
    process.getOutputStream().close();
  }

  int exitStatus() throws InterruptedException {
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Sends SIGTERM and waits. */
  int terminate() throws InterruptedException {
    process.destroy();
    return exitStatus();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
