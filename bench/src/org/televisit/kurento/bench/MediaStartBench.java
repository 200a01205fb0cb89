package org.televisit.kurento.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long the packed media server takes from {@code java -jar} to its line that it is ready, and
 * how much computing. {@code arguments}: the jar; how often, 9 by default.
 */
public final class MediaStartBench {

  private static final int TIMES = 9;
  private static final double GOAL_SECONDS = 2;

  private MediaStartBench() {}

  public static void main(String[] arguments) throws Exception {
    Path jar = Path.of(arguments[0]).toRealPath();
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : TIMES;
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    double resident = 0;
    for (int i = 0; i < times; i++) {
      long began = System.nanoTime();
      try (ServerProcess server = start(jar)) {
        wall.add((System.nanoTime() - began) / 1e9);
        cpu.add(server.cpuSeconds());
        server.awaitPassing("warm-up"); // what that loads and compiles is part of what it holds
        resident = server.residentMegabytes();
      }
      System.out.printf(
          Locale.ROOT, "ready after %.2f s, %.2f CPU-seconds%n", wall.get(i), cpu.get(i));
    }
    System.out.printf(
        Locale.ROOT,
        "{\"bench\":\"media-start\",\"ours\":%.2f,\"peer\":%.2f,\"ratio\":%.2f,\"unit\":\"seconds from"
            + " java -jar to ready, beside the goal\",\"cpu_seconds\":%.2f,\"resident_mb\":%.0f}%n",
        Commands.median(wall),
        GOAL_SECONDS,
        Commands.median(wall) / GOAL_SECONDS,
        Commands.median(cpu),
        resident);
  }

  private static ServerProcess start(Path jar) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("KURENTO_LISTEN", "127.0.0.1:0");
    builder.environment().put("MEDIA_EXIT_WITH_STDIN", "true");
    ServerProcess server = new ServerProcess(builder);
    BufferedReader output = server.process().inputReader(StandardCharsets.UTF_8);
    String ready = String.valueOf(output.readLine());
    if (!ready.startsWith("Media server ready at ")) {
      server.close();
      throw new IOException("The media server does not start: " + ready);
    }
    return server;
  }
}
