package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.televisit.vault.TestVault.ID;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.vault.DamagedRecordingException.Fault;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashRecoveryTest {

  static final int PART = 60;
  static final int FRAME = Frame.HEADER + PART + Frame.OVERHEAD;

  TestVault vault;
  byte[] stream;
  Sealed sealed;
  byte[] whole;
  int head;

  /** Five parts of 60 bytes each. */
  @BeforeEach
  void seal(@TempDir Path directory) throws IOException {
    vault = new TestVault(directory);
    stream = new byte[5 * PART];
    new Random(9).nextBytes(stream);
    sealed = vault.seal(ID, stream, PART);
    whole = Files.readAllBytes(vault.store.finished(ID));
    head = SealedHead.LENGTH;
  }

  /** Leaves these bytes as a crash would. */
  void crashedWith(byte[] bytes) throws IOException {
    Files.deleteIfExists(vault.store.finished(ID));
    Files.write(vault.store.unfinished(ID), bytes);
  }

  /** As if there had never been a recording of this id. */
  void forget() throws IOException {
    Files.delete(vault.store.finished(ID));
    Files.delete(vault.keyDirectory.key(ID));
  }

  Sealed recover() throws IOException {
    return CrashRecovery.recover(ID, vault.store, vault.keys);
  }

  @Test
  void what_a_crash_left_lacks_the_same_sound_as_what_was_finished() throws IOException {
    forget();
    byte[] deaf = TrackHolesTest.stream((track, time) -> track == 1 || time < 10_000);
    try (SealedWriter writer = vault.writer(ID)) {
      writer.write(deaf, 0, deaf.length);
      assertThat(writer.blocks(MediaTrack.AUDIO)).isEqualTo(500);
      assertThat(writer.blocks(MediaTrack.VIDEO)).isEqualTo(1_500);
    }
    Sealed recovered = recover();
    assertThat(recovered.holes()).containsExactly(new TrackHole(MediaTrack.AUDIO, 10_000, 60_000));
    assertThat(vault.open(ID).describe()).isEqualTo(recovered);
  }

  @Test
  void wherever_the_writer_died_every_whole_part_is_kept() throws IOException {
    for (int length = head; length < whole.length; length++) {
      crashedWith(Arrays.copyOf(whole, length));
      Sealed recovered = recover();
      int parts = Math.min(5, (length - head) / FRAME);
      assertThat(recovered.parts()).isEqualTo(parts);
      assertThat(recovered.reason()).isEqualTo(FinishReason.CRASH);
      assertThat(vault.stream(ID)).isEqualTo(Arrays.copyOf(stream, parts * PART));
      vault.open(ID).mustBe(recovered.fingerprint()).verify();
      assertThat(vault.store.listUnfinished()).isEmpty();
    }
  }

  @Test
  void a_recovered_recording_has_the_same_stream_as_a_finished_one() throws IOException {
    crashedWith(Arrays.copyOf(whole, head + 5 * FRAME));
    assertThat(recover().fingerprint()).isEqualTo(sealed.fingerprint());
  }

  @Test
  void a_writer_that_died_just_before_the_new_name_left_a_finished_file() throws IOException {
    crashedWith(whole);
    assertThat(recover()).isEqualTo(sealed);
    assertThat(Files.readAllBytes(vault.store.finished(ID))).isEqualTo(whole);
  }

  @Test
  void recovering_a_finished_recording_only_tells_what_it_is() throws IOException {
    assertThat(recover()).isEqualTo(sealed);
    assertThat(Files.readAllBytes(vault.store.finished(ID))).isEqualTo(whole);
  }

  @Test
  void a_recording_that_died_within_its_head_holds_nothing_and_says_so() throws IOException {
    for (int length = 0; length < head; length++) {
      crashedWith(Arrays.copyOf(whole, length));
      assertThatExceptionOfType(DamagedRecordingException.class)
          .isThrownBy(this::recover)
          .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.HEAD));
    }
  }

  @Test
  void a_changed_bit_is_damage_and_then_no_byte_is_touched() throws IOException {
    byte[] crashed = Arrays.copyOf(whole, head + 5 * FRAME);
    for (int i = 0; i < head + 4 * FRAME; i++) {
      byte[] bytes = crashed.clone();
      bytes[i] ^= (byte) (1 << i % 8);
      crashedWith(bytes);
      assertThatExceptionOfType(DamagedRecordingException.class).isThrownBy(this::recover);
      assertThat(Files.readAllBytes(vault.store.unfinished(ID))).isEqualTo(bytes);
    }
  }

  @Test
  void a_changed_bit_in_the_last_part_costs_that_part_at_most() throws IOException {
    byte[] crashed = Arrays.copyOf(whole, head + 5 * FRAME);
    for (int i = head + 4 * FRAME; i < crashed.length; i++) {
      byte[] bytes = crashed.clone();
      bytes[i] ^= (byte) (1 << i % 8);
      crashedWith(bytes);
      try {
        assertThat(recover().parts()).isEqualTo(4);
      } catch (DamagedRecordingException e) {
        assertThat(Files.readAllBytes(vault.store.unfinished(ID))).isEqualTo(bytes);
      }
    }
  }

  @Test
  void a_changed_length_does_not_pass_whole_parts_off_as_an_incomplete_one() throws IOException {
    byte[] bytes = Arrays.copyOf(whole, head + 5 * FRAME);
    ByteBuffer.wrap(bytes).putInt(head + FRAME + 16, Frame.MAX_PART + Frame.OVERHEAD);
    crashedWith(bytes);
    assertThatExceptionOfType(DamagedRecordingException.class).isThrownBy(this::recover);
    assertThat(Files.readAllBytes(vault.store.unfinished(ID))).isEqualTo(bytes);
  }

  @Test
  void a_part_that_calls_itself_an_index_does_not_pass_either() throws IOException {
    byte[] bytes = Arrays.copyOf(whole, head + 5 * FRAME);
    bytes[head + FRAME] = Frame.Type.INDEX.code;
    ByteBuffer.wrap(bytes).putInt(head + FRAME + 16, 1 << 20);
    crashedWith(bytes);
    assertThatExceptionOfType(DamagedRecordingException.class).isThrownBy(this::recover);
    assertThat(Files.readAllBytes(vault.store.unfinished(ID))).isEqualTo(bytes);
  }

  @Test
  void a_recording_that_is_being_written_is_left_alone() throws IOException {
    forget();
    try (SealedWriter writer = vault.writer(ID)) {
      writer.write(stream, 0, stream.length);
      assertThatExceptionOfType(RecordingBusyException.class).isThrownBy(this::recover);
      assertThat(writer.finish(FinishReason.COMPLETE).fingerprint())
          .isEqualTo(sealed.fingerprint());
    }
  }

  @Test
  void a_recording_without_a_file_is_missed() throws IOException {
    Files.delete(vault.store.finished(ID));
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(this::recover)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.MISSING));
  }

  @Test
  void a_recovered_recording_plays_with_its_duration() throws IOException {
    Ffmpeg.require();
    forget();
    byte[] media = Ffmpeg.pictureAndSound(20, 100);
    try (SealedWriter writer = vault.writer(ID)) {
      writer.write(media, 0, media.length);
    } // no end
    Sealed recovered = recover();
    assertThat(recovered.duration())
        .isBetween(Duration.ofMillis(19_950), Duration.ofMillis(20_050));
    assertThat(recovered.keyFrames()).isEqualTo(4);
    assertThat(vault.webm(ID).length()).isGreaterThan(media.length);
  }
}
