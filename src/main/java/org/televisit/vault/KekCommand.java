package org.televisit.vault;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The operator's command for the file of the key-encryption key: {@code list}, {@code add}, {@code
 * promote <id>}, {@code remove <id>}. Places are taken from the environment, like the
 * application's. It prints ids, never keys. The application reads the file when it starts.
 */
public final class KekCommand {

  private static final String USAGE = "usage: list | add | promote <id> | remove <id>";

  private final Map<String, String> environment;
  private final PrintStream out;

  KekCommand(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  /** Exits with 0, or with 1 and a message if nothing was changed. */
  public static void main(String[] arguments) {
    try {
      new KekCommand(System.getenv(), System.out).run(List.of(arguments));
    } catch (IOException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * @throws IllegalArgumentException if it is not understood
   * @throws IOException if it cannot be done, or must not
   */
  void run(List<String> arguments) throws IOException {
    Deque<String> words = new ArrayDeque<>(arguments);
    String verb = Optional.ofNullable(words.poll()).orElse("");
    KekRing ring = KekRing.read(place("TELEVISIT_RECORDING_KEK_FILE"));
    switch (verb) {
      case "list" -> {}
      case "add" -> out.println("added " + Integer.toUnsignedString(ring.add()));
      case "promote" -> ring.promote(id(words));
      case "remove" -> remove(ring, id(words));
      default -> throw new IllegalArgumentException(USAGE);
    }
    for (int id : ring.ids()) {
      out.println(Integer.toUnsignedString(id) + (id == ring.primary() ? " primary" : ""));
    }
  }

  private void remove(KekRing ring, int id) throws IOException {
    KeyDirectory keys = KeyDirectory.at(place("TELEVISIT_RECORDING_KEY_DIRECTORY"));
    RecordingStore recordings = RecordingStore.at(place("TELEVISIT_RECORDING_DIRECTORY"));
    for (UUID recording : recordings.listFinished()) {
      if (!keys.has(recording)) {
        throw new IOException("recording " + recording + " has no key file yet: rewrap first");
      }
    }
    ring.remove(id, keys);
  }

  private static int id(Deque<String> words) {
    try {
      return Integer.parseUnsignedInt(Optional.ofNullable(words.poll()).orElse(""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(USAGE, e);
    }
  }

  private Path place(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(Path::of)
        .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
  }
}
