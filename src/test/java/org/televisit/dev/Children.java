package org.televisit.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The child processes of this JVM, of which none outlives it: not after a failed start, not after
 * Ctrl-C, not when this JVM is killed. A small shell process waits for the end of a pipe that only
 * this JVM holds, and then ends the children, the last started first.
 */
final class Children implements AutoCloseable {

  /** Reads "SIGNAL PID" lines; at the end of them ends those processes, by force after 20 s. */
  private static final String WATCH =
      """
      trap '' INT HUP TERM
      all=
      while read -r line; do all="$line
      $all"; done
      echo "$all" | while read -r signal pid; do
        [ -n "$pid" ] || continue
        kill -s "$signal" "$pid" 2>/dev/null || continue
        n=0
        while [ $n -lt 100 ] && kill -s 0 "$pid" 2>/dev/null; do sleep 0.2; n=$((n+1)); done
        kill -s KILL "$pid" 2>/dev/null
      done
      """;

  /** Ctrl-C reaches every process of a terminal; the order in which they end is ours to choose. */
  private static final String WITHOUT_CTRL_C = "trap '' INT HUP; exec \"$@\"";

  private final Process watcher;
  private final Writer orders;
  private boolean closed;

  Children() {
    try {
      watcher =
          new ProcessBuilder("sh", "-c", WATCH)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new StackFailure(
          "A shell (sh) is needed to run the clinic's processes: " + e.getMessage(), e);
    }
    orders = watcher.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts a command whose output goes to {@code log}.
   *
   * @param builder with the command and its environment
   * @throws StackFailure if it cannot be started
   */
  synchronized Process start(ProcessBuilder builder, Path log) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", WITHOUT_CTRL_C, "sh"));
    command.addAll(builder.command());
    refuseWhenClosed();
    try {
      Process child =
          builder.command(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      child.getOutputStream().close();
      adopt(child.pid(), "TERM");
      return child;
    } catch (IOException e) {
      throw new StackFailure("Cannot start " + command.get(4) + ": " + e.getMessage(), e);
    }
  }

  /** Ends a process that started otherwise together with the children. */
  synchronized void adopt(long pid, String signal) {
    refuseWhenClosed();
    try {
      orders.write(signal + " " + pid + "\n");
      orders.flush();
    } catch (IOException e) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
      throw new UncheckedIOException("the watcher of the child processes is gone", e);
    }
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new StackFailure("The clinic is being stopped.");
    }
  }

  /** Ends all children and waits until they are gone. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      try {
        orders.close();
      } catch (IOException e) {
        // the watcher is gone, and with its end it has done its work
      }
    }
    try {
      if (!watcher.waitFor(2, TimeUnit.MINUTES)) {
        watcher.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
