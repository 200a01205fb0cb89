package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.televisit.vault.TestVault.ID;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.vault.DamagedRecordingException.Fault;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingKeysTest {

  static final UUID OTHER = UUID.fromString("5f0c9a44-91a1-4e6b-8d3a-6b1f0e2d4c7a");
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final byte[] STREAM = Arrays.copyOf(WebmIndexerTest.STREAM, 60_000);

  Path directory;
  Path kek;
  TestVault vault;

  @BeforeEach
  void open(@TempDir Path temporary) throws IOException {
    directory = temporary;
    kek = directory.resolve("kek.json");
    vault = new TestVault(directory);
  }

  /** The vault of an application that was started again. */
  TestVault restarted() throws IOException {
    return new TestVault(directory);
  }

  static void rotate(Path kek) throws IOException {
    KekRing ring = KekRing.read(kek);
    ring.add();
    ring.promote(ring.newest());
  }

  static void isDamaged(TestVault vault, UUID recording) {
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> vault.open(recording))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.KEY));
  }

  @Test
  void a_key_lies_in_a_file_of_its_owner_alone_and_not_in_the_media() throws IOException {
    vault.seal(ID, STREAM, 20_000);
    try (Stream<Path> made = Files.walk(directory.resolve("recording-keys"))) {
      assertThat(made.toList())
          .contains(vault.keyDirectory.key(ID))
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
    assertThat(vault.keyDirectory.key(ID).getParent()).hasFileName("2e");
    byte[] media = Files.readAllBytes(vault.store.finished(ID));
    assertThat(Arrays.copyOf(media, 8)).isEqualTo(new byte[] {'T', 'M', 'R', 'V', 2, 0, 0, 0});
    assertThat(media[SealedHead.LENGTH]).isEqualTo(Frame.Type.PART.code);
  }

  @Test
  void a_directory_of_keys_that_others_may_enter_is_refused() throws IOException {
    Path keys = directory.resolve("recording-keys");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxr-x---"));
    assertThatIOException()
        .isThrownBy(() -> KeyDirectory.at(keys.toAbsolutePath()))
        .withMessageContaining("chmod 700");
  }

  @Test
  void keys_and_recordings_must_lie_apart() throws IOException {
    Path inside = directory.resolve("recordings/keys").toAbsolutePath();
    KeyDirectory keys = KeyDirectory.at(inside);
    assertThatIOException()
        .isThrownBy(() -> keys.keepApartFrom(directory.resolve("recordings")))
        .withMessageContaining("must lie apart");
  }

  @Test
  void a_recording_whose_key_file_is_gone_does_not_open() throws IOException {
    vault.seal(ID, STREAM, 20_000);
    Files.delete(vault.keyDirectory.key(ID));
    isDamaged(vault, ID);
  }

  @Test
  void key_files_that_were_exchanged_open_neither_recording() throws IOException {
    vault.seal(ID, STREAM, 20_000);
    vault.seal(OTHER, STREAM, 20_000);
    Path one = vault.keyDirectory.key(ID);
    Path two = vault.keyDirectory.key(OTHER);
    Path aside = directory.resolve("aside");
    Files.move(one, aside);
    Files.move(two, one);
    Files.move(aside, two);
    isDamaged(vault, ID);
    isDamaged(vault, OTHER);
  }

  @Test
  void another_recordings_key_under_the_right_name_does_not_open() throws IOException {
    vault.seal(ID, STREAM, 20_000);
    vault.seal(OTHER, STREAM, 20_000);
    byte[] wrapped = vault.keyDirectory.read(OTHER).orElseThrow();
    vault.keyDirectory.write(ID, wrapped);
    isDamaged(vault, ID);
  }

  @Test
  void no_bit_of_a_key_file_can_be_changed_and_no_byte_cut_off() throws IOException {
    Sealed sealed = vault.seal(ID, STREAM, 20_000);
    Path file = vault.keyDirectory.key(ID);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 << i % 8);
      Files.write(file, changed);
      opensOnlyUnchanged(sealed);
      Files.write(file, Arrays.copyOf(whole, i));
      isDamaged(vault, ID);
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    isDamaged(vault, ID);
    Files.write(file, new byte[100_000]);
    isDamaged(vault, ID);
  }

  /**
   * The readable description in a Tink keyset is not authenticated; changing it changes nothing.
   */
  void opensOnlyUnchanged(Sealed sealed) throws IOException {
    try {
      vault.open(ID).mustBe(sealed.fingerprint()).verify();
      assertThat(vault.stream(ID)).isEqualTo(STREAM);
    } catch (DamagedRecordingException e) {
      assertThat(e.fault()).isEqualTo(Fault.KEY);
    }
  }

  @Test
  void a_rotation_rewraps_every_key_and_touches_no_media() throws IOException {
    vault.seal(ID, STREAM, 20_000);
    vault.seal(OTHER, STREAM, 20_000);
    byte[] media = Files.readAllBytes(vault.store.finished(ID));
    rotate(kek);
    TestVault rotated = restarted();
    assertThat(rotated.stream(ID)).isEqualTo(STREAM);

    assertThat(rotated.keys.rewrap()).isEqualTo(new Rewrapped(2, 0, 0));
    assertThat(rotated.keys.rewrap()).isEqualTo(new Rewrapped(0, 2, 0));
    KekRing ring = KekRing.read(kek);
    ring.remove(ring.oldest(), rotated.keyDirectory);

    TestVault afterwards = restarted();
    assertThat(afterwards.stream(ID)).isEqualTo(STREAM);
    assertThat(afterwards.stream(OTHER)).isEqualTo(STREAM);
    assertThat(Files.readAllBytes(vault.store.finished(ID))).isEqualTo(media);
    assertThatExceptionOfType(DamagedRecordingException.class) // the old key knows nothing any more
        .isThrownBy(() -> vault.open(ID));
  }

  @Test
  void a_rotation_that_was_interrupted_goes_on_where_it_was() throws IOException {
    List<UUID> recordings = Stream.generate(UUID::randomUUID).limit(20).toList();
    for (UUID recording : recordings) {
      vault.seal(recording, STREAM, 60_000);
    }
    rotate(kek);
    TestVault rotated = restarted();
    Path blocked = rotated.keyDirectory.key(recordings.get(7));
    Path next = blocked.resolveSibling(blocked.getFileName() + ".new");
    Files.createDirectories(next.resolve("in the way"));
    assertThat(rotated.keys.rewrap()).isEqualTo(new Rewrapped(19, 0, 1));
    for (UUID recording : recordings) {
      assertThat(rotated.stream(recording)).isEqualTo(STREAM);
    }
    Files.delete(next.resolve("in the way"));
    assertThat(restarted().keys.rewrap()).isEqualTo(new Rewrapped(1, 19, 0));
  }

  @Test
  void what_a_crash_left_of_a_new_key_file_is_no_key() throws IOException {
    vault.seal(ID, STREAM, 20_000);
    Path file = vault.keyDirectory.key(ID);
    Files.copy(file, file.resolveSibling(file.getFileName() + ".new"));
    assertThat(vault.keyDirectory.list()).containsExactly(ID);
    rotate(kek);
    assertThat(restarted().keys.rewrap()).isEqualTo(new Rewrapped(1, 0, 0));
    assertThat(restarted().stream(ID)).isEqualTo(STREAM);
  }

  @Test
  void a_key_that_is_still_needed_cannot_be_removed() throws IOException {
    vault.seal(ID, STREAM, 20_000);
    rotate(kek);
    KekRing ring = KekRing.read(kek);
    assertThatIOException()
        .isThrownBy(() -> ring.remove(ring.oldest(), vault.keyDirectory))
        .withMessageContaining("1 of 1");
    assertThat(restarted().stream(ID)).isEqualTo(STREAM);
  }

  @Test
  void a_file_of_the_first_version_opens_and_is_given_a_key_file_by_a_rotation()
      throws IOException, GeneralSecurityException {
    Sealed sealed = Version1.seal(STREAM, vault.store, KeyEncryptionKey.read(kek));
    byte[] media = Files.readAllBytes(vault.store.finished(ID));
    assertThat(vault.stream(ID)).isEqualTo(STREAM);
    vault.open(ID).mustBe(sealed.fingerprint()).verify();
    assertThat(vault.keys.has(ID)).isFalse();

    rotate(kek);
    Vault rotated =
        Vault.at(directory.resolve("recordings").toAbsolutePath(), kek.toAbsolutePath(), false);
    assertThat(rotated.rewrap()).isEqualTo(new Rewrapped(1, 0, 0));
    KekRing ring = KekRing.read(kek);
    ring.remove(ring.oldest(), vault.keyDirectory);
    assertThat(restarted().stream(ID)).isEqualTo(STREAM);
    assertThat(Files.readAllBytes(vault.store.finished(ID))).isEqualTo(media);
  }

  @Test
  void a_destroyed_key_answers_as_destroyed_and_leaves_nothing_but_its_tombstone()
      throws IOException {
    vault.seal(ID, STREAM, 20_000);
    assertThat(vault.keys.destroy(ID, NOON)).isEqualTo(NOON);
    assertThat(vault.keys.destroy(ID, NOON.plusSeconds(60))).isEqualTo(NOON);
    assertThat(vault.keyDirectory.key(ID)).doesNotExist();
    assertThatExceptionOfType(ShreddedRecordingException.class)
        .isThrownBy(() -> restarted().open(ID))
        .satisfies(e -> assertThat(e.at()).isEqualTo(NOON));
  }

  @Test
  void a_key_that_comes_back_beside_its_tombstone_opens_nothing() throws IOException {
    vault.seal(ID, STREAM, 20_000);
    Path backup = Files.copy(vault.keyDirectory.key(ID), directory.resolve("backup"));
    vault.keys.destroy(ID, NOON);
    Files.copy(backup, vault.keyDirectory.key(ID), StandardCopyOption.COPY_ATTRIBUTES);
    assertThatExceptionOfType(ShreddedRecordingException.class)
        .isThrownBy(() -> restarted().open(ID));
    assertThat(restarted().keys.rewrap().changed()).isZero();
  }

  @Test
  void a_tombstone_without_a_legible_time_buries_all_the_same() throws IOException {
    vault.seal(ID, STREAM, 20_000);
    vault.keys.destroy(ID, NOON);
    Files.writeString(vault.keyDirectory.tombstone(ID), "");
    assertThat(vault.keys.isShredded(ID)).isTrue();
  }
}
