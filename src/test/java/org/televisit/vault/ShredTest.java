package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.televisit.vault.TestVault.ID;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShredTest {

  static final byte[] STREAM = WebmIndexerTest.STREAM;

  VaultPlaces places;
  Vault vault;
  KeyDirectory keys;
  RecordingStore store;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    Path root = directory.toRealPath();
    places =
        new VaultPlaces(root.resolve("recordings"), root.resolve("keys"), root.resolve("kek.json"));
    vault = Vault.at(places, true);
    keys = KeyDirectory.at(places.keys());
    store = RecordingStore.at(places.recordings());
  }

  Sealed seal() throws IOException {
    try (SealedWriter writer = vault.create(ID)) {
      writer.write(STREAM, 0, STREAM.length);
      return writer.finish(FinishReason.COMPLETE);
    }
  }

  void isShredded(Vault vault, Sealed sealed) throws IOException {
    assertThat(vault.isShredded(ID)).isTrue();
    assertThat(vault.listFinished()).isEmpty();
    assertThat(vault.listUnfinished()).isEmpty();
    assertThat(keys.list()).isEmpty();
    assertThatExceptionOfType(ShreddedRecordingException.class)
        .isThrownBy(() -> vault.open(ID, sealed.fingerprint()));
    assertThatExceptionOfType(ShreddedRecordingException.class)
        .isThrownBy(() -> vault.verify(ID, sealed.fingerprint()));
    assertThatExceptionOfType(ShreddedRecordingException.class).isThrownBy(() -> vault.recover(ID));
    assertThatExceptionOfType(ShreddedRecordingException.class).isThrownBy(() -> vault.create(ID));
  }

  @Test
  void a_shredded_recording_answers_so_everywhere_and_for_ever() throws IOException {
    Sealed sealed = seal();
    assertThat(vault.isShredded(ID)).isFalse();
    Instant before = Instant.now();
    Shredded shredded = vault.shred(ID);
    assertThat(shredded.at()).isBetween(before, Instant.now());
    assertThat(shredded.mediaDeleted()).isTrue();
    isShredded(vault, sealed);
    isShredded(Vault.at(places, false), sealed);
  }

  @Test
  void shredding_twice_tells_the_same() throws IOException {
    seal();
    Shredded first = vault.shred(ID);
    assertThat(vault.shred(ID)).isEqualTo(first);
    assertThat(Vault.at(places, false).shred(ID)).isEqualTo(first);
  }

  @Test
  void what_was_open_is_closed() throws IOException {
    VirtualWebm open = vault.open(ID, seal().fingerprint());
    vault.shred(ID);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatExceptionOfType(ShreddedRecordingException.class)
        .isThrownBy(() -> open.read(0, open.length(), Channels.newChannel(out)));
    assertThat(out.size()).isZero();
  }

  @Test
  void a_recording_that_is_being_written_is_not_shredded() throws IOException {
    try (SealedWriter writer = vault.create(ID)) {
      writer.write(STREAM, 0, 100_000);
      assertThatExceptionOfType(RecordingBusyException.class).isThrownBy(() -> vault.shred(ID));
      writer.write(STREAM, 100_000, STREAM.length - 100_000);
      vault.open(ID, writer.finish(FinishReason.COMPLETE).fingerprint());
    }
  }

  @Test
  void a_recording_whose_writer_died_can_be_shredded() throws IOException {
    SealedWriter writer = vault.create(ID);
    writer.write(STREAM, 0, 100_000);
    writer.close();
    vault.shred(ID);
    assertThat(vault.listUnfinished()).isEmpty();
    assertThat(vault.isShredded(ID)).isTrue();
  }

  /** Where the application is killed while it shreds. */
  enum Crash {
    BEFORE_THE_KEY_IS_GONE,
    WHILE_THE_KEY_IS_OVERWRITTEN,
    BEFORE_THE_MEDIA_IS_GONE
  }

  @ParameterizedTest
  @EnumSource
  void a_shredding_that_a_crash_cut_short_is_finished_at_the_next_start(Crash crash)
      throws IOException {
    Sealed sealed = seal();
    Instant noon = Instant.parse("2026-03-02T12:00:00Z");
    keys.bury(ID, noon);
    switch (crash) {
      case BEFORE_THE_KEY_IS_GONE -> {}
      case WHILE_THE_KEY_IS_OVERWRITTEN -> Files.write(keys.key(ID), new byte[50]);
      case BEFORE_THE_MEDIA_IS_GONE -> keys.destroy(ID);
    }
    assertThat(store.finished(ID)).exists();
    Vault next = Vault.at(places, false);
    isShredded(next, sealed);
    assertThat(next.shred(ID).at()).isEqualTo(noon);
  }

  @Test
  void a_restored_backup_of_the_media_revives_nothing() throws IOException {
    Sealed sealed = seal();
    byte[] backup = Files.readAllBytes(store.finished(ID));
    vault.shred(ID);
    Files.write(store.finished(ID), backup);
    assertThatExceptionOfType(ShreddedRecordingException.class)
        .isThrownBy(() -> vault.open(ID, sealed.fingerprint()));
    isShredded(Vault.at(places, false), sealed);
    assertThat(store.finished(ID)).doesNotExist();
  }

  @Test
  void a_backup_of_media_and_key_encryption_key_opens_nothing_without_the_recordings_key()
      throws IOException {
    Sealed sealed = seal();
    byte[] backup = Files.readAllBytes(store.finished(ID));
    vault.shred(ID);
    Files.write(store.finished(ID), backup);
    Files.delete(keys.tombstone(ID)); // even if the note is lost
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> Vault.at(places, false).open(ID, sealed.fingerprint()));
  }

  @Test
  void a_file_of_the_first_version_is_shredded_too() throws IOException, GeneralSecurityException {
    Sealed sealed =
        Version1.seal(
            Arrays.copyOf(STREAM, 60_000), store, KeyEncryptionKey.read(places.kekFile()));
    vault.verify(ID, sealed.fingerprint());
    vault.shred(ID);
    isShredded(vault, sealed);
  }

  @Test
  void media_that_cannot_be_deleted_now_is_unreadable_and_deleted_later() throws IOException {
    Sealed sealed = seal();
    Path aside = Files.move(store.finished(ID), places.recordings().resolve("aside"));
    Files.createDirectories(store.finished(ID).resolve("in the way"));
    Shredded shredded = vault.shred(ID);
    assertThat(shredded.mediaDeleted()).isFalse();
    assertThatExceptionOfType(ShreddedRecordingException.class)
        .isThrownBy(() -> vault.open(ID, sealed.fingerprint()));
    Files.delete(store.finished(ID).resolve("in the way"));
    Files.delete(store.finished(ID));
    Files.move(aside, store.finished(ID));
    vault.upkeep();
    assertThat(store.finished(ID)).doesNotExist();
    assertThat(vault.shred(ID).mediaDeleted()).isTrue();
  }
}
