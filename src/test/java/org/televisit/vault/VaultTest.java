package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.televisit.vault.TestVault.ID;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.vault.DamagedRecordingException.Fault;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VaultTest {

  Path recordings;
  Path key;

  @BeforeEach
  void place(@TempDir Path directory) {
    recordings = directory.resolve("recordings").toAbsolutePath();
    key = directory.resolve("kek.json");
  }

  @Test
  void does_not_start_without_a_key_unless_told_to_make_one() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> Vault.at(recordings, key, false))
        .withMessageContainingAll(key.toString(), "televisit.recording.kek-create");
    assertThat(key).doesNotExist();
    Vault.at(recordings, key, true);
    assertThat(key).exists();
    Vault.at(recordings, key, false);
  }

  @Test
  void never_makes_a_second_key_where_recordings_wait_for_the_first() throws IOException {
    Vault vault = Vault.at(recordings, key, true);
    vault.create(ID).finish(FinishReason.COMPLETE);
    Files.move(key, key.resolveSibling("mislaid"));
    assertThatIOException()
        .isThrownBy(() -> Vault.at(recordings, key, true))
        .withMessageContaining("bring it back");
    assertThat(key).doesNotExist();
  }

  @Test
  void plays_and_verifies_only_what_was_finished() throws IOException {
    byte[] stream = WebmIndexerTest.STREAM;
    Vault vault = Vault.at(recordings, key, true);
    Sealed sealed;
    try (SealedWriter writer = vault.create(ID)) {
      writer.write(stream, 0, stream.length);
      assertThatExceptionOfType(DamagedRecordingException.class)
          .isThrownBy(() -> vault.open(ID, new Fingerprint(stream.length, "0".repeat(64))))
          .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.MISSING));
      sealed = writer.finish(FinishReason.COMPLETE);
    }
    vault.verify(ID, sealed.fingerprint());
    VirtualWebm webm = vault.open(ID, sealed.fingerprint());
    assertThat(webm.recording()).isEqualTo(ID);
    assertThat(webm.duration()).hasSeconds(30);
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> vault.open(ID, new Fingerprint(stream.length, "0".repeat(64))))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.EXCHANGED));
  }

  @Test
  void seals_what_is_being_recorded_when_the_application_stops() throws IOException {
    Vault vault = Vault.at(recordings, key, true);
    SealedWriter writer = vault.create(ID);
    writer.write(WebmIndexerTest.STREAM, 0, 5_000);
    vault.stop();
    assertThat(vault.listFinished()).containsExactly(ID);
    assertThat(vault.recover(ID).reason()).isEqualTo(FinishReason.STOPPED);
    assertThat(vault.recover(ID).fingerprint().length()).isEqualTo(5_000);
  }

  @Test
  void finds_again_what_an_application_that_died_had_recorded() throws IOException {
    Vault died = Vault.at(recordings, key, true);
    SealedWriter writer = died.create(ID);
    writer.write(WebmIndexerTest.STREAM, 0, 100_000);
    assertThat(died.listUnfinished()).containsExactly(ID);
    writer.close();

    Vault next = Vault.at(recordings, key, false);
    assertThat(next.listUnfinished()).containsExactly(ID);
    Sealed sealed = next.recover(ID);
    assertThat(sealed.reason()).isEqualTo(FinishReason.CRASH);
    assertThat(next.open(ID, sealed.fingerprint()).duration()).isPositive();
  }

  @Test
  void a_tick_seals_all_open_recordings_and_survives_a_broken_one() throws IOException {
    Vault vault = Vault.at(recordings, key, true);
    try (SealedWriter broken = vault.create(ID)) {
      broken.write(new byte[10], 0, 10);
      Thread.currentThread().interrupt();
      assertThatIOException().isThrownBy(() -> broken.write(new byte[70_000], 0, 70_000));
      assertThat(Thread.interrupted()).isTrue();
      vault.tick();
      vault.force();
    }
  }
}
