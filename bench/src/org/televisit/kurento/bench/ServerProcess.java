package org.televisit.kurento.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A server that is measured: a child process, seen through /proc as the system accounts it. */
final class ServerProcess implements AutoCloseable {

  private static final double TICKS_PER_SECOND = 100; // USER_HZ, of every Linux that we know of

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 20;

  private final Process process;

  ServerProcess(ProcessBuilder builder) throws IOException {
    this.process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  Process process() {
    return process;
  }

  /** User and system time of all its threads, also those that have ended. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** Resident memory in MB (10^6). */
  double residentMegabytes() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.toLowerCase(Locale.ROOT).startsWith("vmrss:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
      }
    }
    return 0;
  }

  /**
   * Returns as soon as a thread of this name has come and gone.
   *
   * @throws IOException if the process ends before, or nothing of the kind happens for 30 s
   */
  void awaitPassing(String thread) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean seen = false;
    while (true) {
      boolean runs = runs(thread);
      if (seen && !runs) {
        return;
      }
      seen |= runs;
      if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("The server has ended with " + process.exitValue());
      }
      if (System.nanoTime() > end) {
        throw new IOException(thread + (seen ? " does not end" : " never ran"));
      }
    }
  }

  private boolean runs(String thread) throws IOException {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    try (DirectoryStream<Path> each = Files.newDirectoryStream(tasks)) {
      for (Path task : each) {
        if (name(task).equals(thread)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Of at most 15 characters, as the system keeps it. */
  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm")).strip();
    } catch (IOException ended) { // between being listed and being read
      return "";
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(8, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
