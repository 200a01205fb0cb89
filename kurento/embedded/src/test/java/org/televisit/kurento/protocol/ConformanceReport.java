package org.televisit.kurento.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.televisit.kurento.MediaServerProcess;
import org.televisit.kurento.protocol.Replay.Step;

/**
 * Starts the media server as a process, replays the recorded dialogues against it, and prints what
 * is equal, what is different, and why; the last line is the sum as JSON.
 *
 * <p>Exit status 1 if something is different without a known reason.
 */
public final class ConformanceReport {

  private static final Path JAR = Path.of("target/media-server/televisit-media-server.jar");

  /** Characters of a difference that are printed. */
  private static final int LONGEST = 160;

  private ConformanceReport() {}

  /**
   * Compares and reports.
   *
   * @param arguments {@code --jar} runs the packed server instead of the compiled classes
   */
  public static void main(String... arguments) throws IOException, InterruptedException {
    boolean packed = List.of(arguments).contains("--jar");
    Map<String, List<Step>> dialogues = new LinkedHashMap<>();
    for (String name : Recording.ALL) {
      try (ServerProcess server = new ServerProcess(packed)) {
        dialogues.put(name, replay(name, server));
      }
    }
    System.exit(print(dialogues) ? 0 : 1);
  }

  private static List<Step> replay(String name, ServerProcess server) throws IOException {
    Path directory = Files.createTempDirectory("conformance");
    try (Replay replay = new Replay(Recording.load(name), server, directory)) {
      List<Step> steps = new ArrayList<>(replay.run());
      replay
          .surplus()
          .forEach(event -> steps.add(new Step("surplus " + event, Set.of("only ours"))));
      return steps;
    }
  }

  private static boolean print(Map<String, List<Step>> dialogues) {
    System.out.printf("%-20s %6s %6s %10s%n", "dialogue", "steps", "equal", "different");
    dialogues.forEach(
        (name, steps) ->
            System.out.printf(
                "%-20s %6d %6d %10d%n", name, steps.size(), equal(steps), different(steps)));
    boolean explained = true;
    for (Map.Entry<String, List<Step>> dialogue : dialogues.entrySet()) {
      System.out.println();
      System.out.println("Different in " + dialogue.getKey() + ":");
      explained &= explain(dialogue.getValue());
    }
    List<Step> all = dialogues.values().stream().flatMap(List::stream).toList();
    System.out.println();
    System.out.println(
        "{\"steps\":%d,\"equal\":%d,\"different\":%d}"
            .formatted(all.size(), equal(all), different(all)));
    return explained;
  }

  /** Prints each step that differs with each of its differences and the reason of it. */
  private static boolean explain(List<Step> steps) {
    Map<Step, Long> times = new LinkedHashMap<>();
    steps.stream()
        .filter(step -> !step.differences().isEmpty())
        .forEach(step -> times.merge(step, 1L, Long::sum));
    times.forEach(
        (step, count) -> {
          System.out.printf("  %2d x %s%n", count, step.name());
          step.differences().forEach(difference -> explain(step.name(), difference));
        });
    return steps.stream().allMatch(step -> KnownDifferences.unexplained(step).isEmpty());
  }

  private static void explain(String step, String difference) {
    String text =
        difference.length() > LONGEST ? difference.substring(0, LONGEST) + "..." : difference;
    System.out.printf(
        "       %s%n         %s%n",
        text, KnownDifferences.reason(step, difference).orElse("NO KNOWN REASON"));
  }

  private static long equal(List<Step> steps) {
    return steps.stream().filter(step -> step.differences().isEmpty()).count();
  }

  private static long different(List<Step> steps) {
    return steps.size() - equal(steps);
  }

  /** The server as a process of its own, on one port. */
  private static final class ServerProcess implements Replay.Subject, AutoCloseable {
    private final boolean packed;
    private MediaServerProcess process;
    private InetSocketAddress address;

    ServerProcess(boolean packed) throws IOException {
      this.packed = packed;
      this.process = launch(0);
      URI ready = URI.create(process.awaitReady());
      this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), ready.getPort());
    }

    private MediaServerProcess launch(int port) throws IOException {
      Map<String, String> environment = Map.of("KURENTO_LISTEN", "127.0.0.1:" + port);
      return packed
          ? MediaServerProcess.launch(JAR, environment)
          : MediaServerProcess.launch(environment);
    }

    @Override
    public InetSocketAddress address() {
      return address;
    }

    @Override
    public void restart() throws IOException {
      process.kill();
      process = launch(address.getPort());
      process.awaitReady();
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
