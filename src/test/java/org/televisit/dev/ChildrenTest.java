package org.televisit.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChildrenTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void closing_ends_every_child_and_waits_for_it() {
    Process child;
    try (Children children = new Children()) {
      child = children.start(sleeper(), directory.resolve("log"));
      assertThat(child.isAlive()).isTrue();
    }
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void children_end_in_the_opposite_order() throws IOException {
    Path order = directory.resolve("order");
    try (Children children = new Children()) {
      for (String name : new String[] {"first", "second"}) {
        Path log = directory.resolve(name);
        children.start(telling(name, order), log);
        awaitLine(log);
      }
    }
    assertThat(Files.readAllLines(order)).containsExactly("second", "first");
  }

  @Test
  void no_child_outlives_a_launcher_that_is_killed() throws Exception {
    Process launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                directory.resolve("log").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = launcher.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();

      launcher.destroyForcibly();

      child.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void nothing_starts_any_more_once_it_is_closed() {
    Children children = new Children();
    children.close();

    assertThatThrownBy(() -> children.start(sleeper(), directory.resolve("log")))
        .isInstanceOf(StackFailure.class);
  }

  /** What the killed launcher runs. */
  static final class Launcher {
    public static void main(String... arguments) throws IOException {
      System.out.println(new Children().start(sleeper(), Path.of(arguments[0])).pid());
      System.out.flush();
      int unused = System.in.read();
    }
  }

  private static ProcessBuilder sleeper() {
    return new ProcessBuilder("sleep", "300");
  }

  private static ProcessBuilder telling(String name, Path order) {
    String script = "trap 'echo %s >> %s; exit' TERM; echo ready; while :; do sleep 0.1; done";
    return new ProcessBuilder("sh", "-c", script.formatted(name, order));
  }

  private static void awaitLine(Path log) throws IOException {
    while (Files.readString(log).isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
