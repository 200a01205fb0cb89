package org.televisit.kurento;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server as a process of its own. */
public final class MediaServerProcess implements AutoCloseable {

  private static final Pattern READY =
      Pattern.compile("Media server ready at (ws://127\\.0\\.0\\.1:\\d+/kurento), media on UDP .*");

  private final Process process;

  private MediaServerProcess(Process process) {
    this.process = process;
  }

  /** Starts it from the class path. */
  public static MediaServerProcess launch(Map<String, String> environment) throws IOException {
    return launch(
        environment,
        "-cp",
        System.getProperty("java.class.path"),
        EmbeddedMediaServer.class.getName());
  }

  /** Starts another class of the class path. */
  static MediaServerProcess launch(Class<?> main) throws IOException {
    return launch(Map.of(), "-cp", System.getProperty("java.class.path"), main.getName());
  }

  /** Starts it as it is packed. */
  public static MediaServerProcess launch(Path jar, Map<String, String> environment)
      throws IOException {
    return launch(environment, "-jar", jar.toString());
  }

  private static MediaServerProcess launch(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return new MediaServerProcess(builder.start());
  }

  /** The address of its control port. */
  public String awaitReady() throws IOException {
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
  public int terminate() throws InterruptedException {
    process.destroy();
    return exitStatus();
  }

  /** Ends it as a crash would. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
