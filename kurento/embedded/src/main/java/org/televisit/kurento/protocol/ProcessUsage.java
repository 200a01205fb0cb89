package org.televisit.kurento.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What this process takes of the machine. */
final class ProcessUsage {

  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessUsage() {}

  /** Resident memory in KiB; where the system does not tell, the memory the JVM has taken. */
  static long residentKibibytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseGet(ProcessUsage::heapKibibytes);
    } catch (IOException notLinux) {
      return heapKibibytes();
    }
  }

  private static long heapKibibytes() {
    return Runtime.getRuntime().totalMemory() / 1024;
  }

  /** Blocks for the interval; 100 is one core. */
  static double cpuPercent(int millis) {
    long wall = System.nanoTime();
    Duration before = cpu();
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
    long elapsed = Math.max(1, System.nanoTime() - wall);
    return 100.0 * cpu().minus(before).toNanos() / elapsed;
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
