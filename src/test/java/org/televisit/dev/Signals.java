package org.televisit.dev;

import java.io.IOException;

/** What one process tells another, beyond that it should end. */
final class Signals {

  private Signals() {}

  /**
   * Sends a signal, and returns once it is sent.
   *
   * @param name as POSIX has it, without SIG: {@code STOP}
   * @throws StackFailure if it cannot be sent
   */
  static void send(long pid, String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-s", name, String.valueOf(pid))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (code != 0) {
        throw new StackFailure("Process " + pid + " could not be sent SIG" + name + ".");
      }
    } catch (IOException e) {
      throw new StackFailure("Process " + pid + " could not be sent SIG" + name + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while process " + pid + " was sent SIG" + name + ".", e);
    }
  }
}
