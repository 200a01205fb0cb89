package org.televisit.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.televisit.vault.TestVault.ID;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KekCommandTest {

  static final byte[] STREAM = Arrays.copyOf(WebmIndexerTest.STREAM, 60_000);

  VaultPlaces places;
  Vault vault;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    Path root = directory.toRealPath();
    places =
        new VaultPlaces(root.resolve("recordings"), root.resolve("keys"), root.resolve("kek.json"));
    vault = Vault.at(places, true);
  }

  /** What it prints, line by line. */
  List<String> run(String... words) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Map<String, String> environment =
        Map.of(
            "TELEVISIT_RECORDING_DIRECTORY", places.recordings().toString(),
            "TELEVISIT_RECORDING_KEY_DIRECTORY", places.keys().toString(),
            "TELEVISIT_RECORDING_KEK_FILE", places.kekFile().toString());
    new KekCommand(environment, new PrintStream(printed, true, UTF_8)).run(List.of(words));
    return printed.toString(UTF_8).lines().toList();
  }

  @Test
  void a_whole_rotation_as_the_runbook_has_it() throws IOException {
    Sealed sealed;
    try (SealedWriter writer = vault.create(ID)) {
      writer.write(STREAM, 0, STREAM.length);
      sealed = writer.finish(FinishReason.COMPLETE);
    }
    String old = run("list").get(0).replace(" primary", "");
    List<String> added = run("add");
    String fresh = added.get(0).replace("added ", "");
    assertThat(added).containsExactly("added " + fresh, old + " primary", fresh);
    assertThat(run("promote", fresh)).containsExactly(old, fresh + " primary");
    assertThatIOException()
        .isThrownBy(() -> run("remove", old))
        .withMessageContaining("rewrap them first");
    Vault.at(places, false).rewrap();
    assertThat(run("remove", old)).containsExactly(fresh + " primary");
    Vault.at(places, false).verify(ID, sealed.fingerprint());
  }

  @Test
  void a_recording_of_the_first_version_keeps_the_key_that_its_head_needs()
      throws IOException, GeneralSecurityException {
    Version1.seal(
        STREAM, RecordingStore.at(places.recordings()), KeyEncryptionKey.read(places.kekFile()));
    String old = run("list").get(0).replace(" primary", "");
    run("promote", run("add").get(0).replace("added ", ""));
    assertThatIOException().isThrownBy(() -> run("remove", old)).withMessageContaining("rewrap");
    Vault.at(places, false).rewrap();
    run("remove", old);
  }

  @Test
  void the_primary_key_and_unknown_keys_cannot_be_removed() throws IOException {
    String only = run("list").get(0).replace(" primary", "");
    assertThatIOException().isThrownBy(() -> run("remove", only));
    assertThatIOException().isThrownBy(() -> run("remove", "7"));
    assertThatIOException().isThrownBy(() -> run("promote", "7"));
  }

  @Test
  void what_is_not_understood_changes_nothing() throws IOException {
    String before = Files.readString(places.kekFile());
    for (String words : List.of("", "rotate", "remove", "promote x")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run(words.split(" ", -1)))
          .withMessageContaining("usage");
    }
    assertThat(Files.readString(places.kekFile())).isEqualTo(before);
  }

  @Test
  void no_key_is_printed() throws IOException {
    assertThat(run("add")).allMatch(line -> line.matches("(added )?\\d+( primary)?"));
  }
}
