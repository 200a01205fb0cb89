package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.televisit.vault.TestVault.ID;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingStoreTest {

  Path directory;
  RecordingStore store;

  @BeforeEach
  void open(@TempDir Path temporary) throws IOException {
    directory = temporary.toRealPath().resolve("clinic/recordings");
    store = RecordingStore.at(directory);
  }

  @Test
  void directories_and_files_are_their_owners_alone() throws IOException {
    store.create(ID).close();
    try (Stream<Path> made = Files.walk(directory)) {
      for (Path path : made.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void a_file_lies_in_a_folder_of_its_last_two_digits() {
    assertThat(store.finished(ID)).isEqualTo(directory.resolve("2e/" + ID + ".tmrv"));
    assertThat(store.finished(new UUID(0, 7)).getParent()).isEqualTo(directory.resolve("07"));
  }

  @Test
  void a_directory_that_others_may_change_is_refused() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
    assertThatIOException()
        .isThrownBy(() -> RecordingStore.at(directory))
        .withMessageContaining("chmod 700");
  }

  @Test
  void a_relative_directory_is_refused() {
    assertThatIOException()
        .isThrownBy(() -> RecordingStore.at(Path.of("recordings")))
        .withMessageContaining("absolute");
  }

  @Test
  void a_place_below_or_above_the_web_root_is_refused() throws IOException {
    Path inside = Files.createDirectories(directory.resolve("war"));
    Path beside = Files.createDirectories(directory.resolveSibling("recordings-of-others"));
    for (Path root : new Path[] {directory, directory.getParent(), inside}) {
      assertThatIOException()
          .isThrownBy(() -> store.keepOutOf(root))
          .withMessageContaining("must lie apart");
    }
    store.keepOutOf(beside);
  }

  @Test
  void a_link_does_not_hide_the_web_root() throws IOException {
    Path web = Files.createDirectories(directory.resolveSibling("web"));
    Path link = Files.createSymbolicLink(directory.resolveSibling("link"), web);
    RecordingStore linked = RecordingStore.at(link.resolve("recordings"));
    assertThatIOException().isThrownBy(() -> linked.keepOutOf(web));
  }

  @Test
  void a_link_in_the_place_of_a_recording_is_not_followed() throws IOException {
    Path elsewhere = Files.writeString(directory.resolveSibling("secret"), "secret");
    Files.createDirectories(directory.resolve("2e"));
    Files.createSymbolicLink(store.finished(ID), elsewhere);
    assertThatIOException().isThrownBy(() -> FileBytes.open(store.finished(ID), ID));
  }

  @Test
  void other_files_are_not_listed() throws IOException {
    store.create(ID).close();
    Files.writeString(store.finished(ID).resolveSibling("notes.txt"), "x");
    Files.writeString(store.finished(ID).resolveSibling(ID + ".tmrv.bak"), "x");
    Files.writeString(directory.resolve("kek.json"), "x");
    assertThat(store.listFinished()).isEmpty();
    assertThat(store.listUnfinished()).containsExactly(ID);
    assertThat(store.isEmpty()).isFalse();
  }
}
