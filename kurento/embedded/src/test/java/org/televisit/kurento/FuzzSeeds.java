package org.televisit.kurento;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes what each target begins with to where {@code kurento/fuzz} lets it begin. */
public final class FuzzSeeds {

  private FuzzSeeds() {}

  /**
   * Writes one file for each seed.
   *
   * @param arguments the directory that has one of each target, such as {@code Stun}, in it
   */
  public static void main(String... arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    for (HostileInputTest.Target target : HostileInputTest.targets().toList()) {
      String name =
          target.name().substring(0, 1) + target.name().substring(1).toLowerCase(Locale.ROOT);
      Path corpus = Files.createDirectories(directory.resolve(name));
      List<byte[]> seeds = target.seeds();
      for (int i = 0; i < seeds.size(); i++) {
        Files.write(corpus.resolve("seed-" + i), seeds.get(i));
      }
    }
    System.exit(0); // some targets have threads
  }
}
