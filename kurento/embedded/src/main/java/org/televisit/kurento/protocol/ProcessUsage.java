package org.televisit.kurento.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

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

  /**
   * Begins to measure.
   *
   * @return how much of the machine was used from now until it is asked, in percent of one core
   */
  static Supplier<Double> cpuPercent() {
    long begin = System.nanoTime();
    Duration before = cpu();
    return () -> 100.0 * cpu().minus(before).toNanos() / Math.max(1, System.nanoTime() - begin);
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
