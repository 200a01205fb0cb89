package org.televisit.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.televisit.vault.TestVault.ID;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SealedWriterTest {

  static final byte[] NOISE = new byte[200_000];

  static {
    new Random(1).nextBytes(NOISE);
  }

  TestVault vault;
  SealedWriter writer;

  @BeforeEach
  void begin(@TempDir Path directory) throws IOException {
    vault = new TestVault(directory);
    writer = vault.writer(ID);
  }

  @AfterEach
  void close() throws IOException {
    writer.close();
  }

  @Test
  void what_was_written_comes_back() throws IOException {
    writer.write(NOISE, 0, 150_000);
    writer.write(NOISE, 150_000, 50_000);
    Sealed sealed = writer.finish(FinishReason.COMPLETE);
    assertThat(vault.stream(ID)).isEqualTo(NOISE);
    assertThat(sealed.fingerprint().length()).isEqualTo(200_000);
    assertThat(sealed.parts()).isEqualTo(4);
    assertThat(sealed.reason()).isEqualTo(FinishReason.COMPLETE);
  }

  @Test
  void a_part_is_sealed_as_soon_as_64_KiB_have_come() throws IOException {
    writer.write(NOISE, 0, 65_535);
    assertThat(writer.sealedBytes()).isZero();
    writer.write(NOISE, 65_535, 1);
    assertThat(writer.sealedBytes()).isEqualTo(65_536);
  }

  @Test
  void what_a_stalled_sender_has_sent_is_sealed_after_a_quarter_of_a_second() throws IOException {
    vault.nanos.set(500_000_000L);
    writer.write(NOISE, 0, 100);
    vault.nanos.set(749_999_999L);
    writer.tick();
    assertThat(writer.sealedBytes()).isZero();
    vault.nanos.set(750_000_000L);
    writer.tick();
    assertThat(writer.sealedBytes()).isEqualTo(100);
  }

  @Test
  void that_time_counts_from_the_oldest_byte_that_waits() throws IOException {
    writer.write(NOISE, 0, 65_536 + 100);
    vault.nanos.set(240_000_000L);
    writer.write(NOISE, 0, 100);
    assertThat(writer.sealedBytes()).isEqualTo(65_536);
    vault.nanos.set(250_000_000L);
    writer.write(NOISE, 0, 100);
    assertThat(writer.sealedBytes()).isEqualTo(65_536 + 300);
  }

  @Test
  void a_disk_that_is_slow_to_say_that_it_is_durable_keeps_nothing_from_being_sealed()
      throws Exception {
    UUID other = UUID.randomUUID();
    SlowDisk disk = new SlowDisk(vault.store.create(other));
    SealedAppender out = new SealedAppender(disk, vault.keys.create(other));
    try (SealedWriter slow = new SealedWriter(other, vault.store, vault.nanos::get, out)) {
      slow.write(NOISE, 0, 65_536);
      CompletableFuture<Void> durable =
          CompletableFuture.runAsync(
              () -> {
                try {
                  slow.force();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      disk.forcing.await();
      slow.write(NOISE, 0, 100);
      vault.nanos.set(300_000_000L);
      slow.tick();
      assertThat(slow.sealedBytes()).isEqualTo(65_636);
      assertThat(durable).isNotDone();
      disk.forced.countDown();
      durable.get();
    }
  }

  @Test
  void how_long_a_byte_had_to_wait_is_told() throws IOException {
    writer.write(NOISE, 0, 100);
    vault.nanos.set(400_000_000L);
    writer.tick();
    writer.write(NOISE, 0, 65_536);
    assertThat(writer.longestHeld()).isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void progress_is_told_in_media_time() throws IOException {
    Ffmpeg.require();
    byte[] stream = Ffmpeg.soundOnly(12);
    writer.write(stream, 0, stream.length / 2);
    assertThat(writer.mediaDuration()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    writer.write(stream, stream.length / 2, stream.length - stream.length / 2);
    assertThat(writer.mediaDuration())
        .isBetween(Duration.ofMillis(11_950), Duration.ofMillis(12_050));
  }

  @Test
  void no_trace_of_the_media_is_readable_in_the_file() throws IOException {
    Ffmpeg.require();
    byte[] stream = Ffmpeg.pictureAndSound(20, 100);
    writer.write(stream, 0, stream.length);
    String open = Files.readString(vault.store.unfinished(ID), ISO_8859_1);
    writer.finish(FinishReason.COMPLETE);
    String finished = Files.readString(vault.store.finished(ID), ISO_8859_1);
    assertThat(new String(stream, ISO_8859_1))
        .contains("\u001aE\u00df\u00a3", "webm", "V_VP8", "A_OPUS", "OpusHead");
    for (String file : new String[] {open, finished}) {
      assertThat(file)
          .hasSizeGreaterThan(65_536)
          .doesNotContain("\u001aE\u00df\u00a3", "webm", "V_VP8", "A_OPUS", "OpusHead");
    }
  }

  @Test
  void a_recording_is_not_listed_as_finished_before_it_is() throws IOException {
    writer.write(NOISE, 0, NOISE.length);
    assertThat(vault.store.listFinished()).isEmpty();
    assertThat(vault.store.listUnfinished()).containsExactly(ID);
    writer.finish(FinishReason.COMPLETE);
    assertThat(vault.store.listFinished()).containsExactly(ID);
    assertThat(vault.store.listUnfinished()).isEmpty();
  }

  @Test
  void an_empty_recording_is_a_recording() throws IOException {
    Sealed sealed = writer.finish(FinishReason.INTERRUPTED);
    assertThat(sealed.fingerprint().length()).isZero();
    assertThat(sealed.duration()).isZero();
    assertThat(vault.stream(ID)).isEmpty();
  }

  @Test
  void finishing_twice_tells_the_same_and_changes_nothing() throws IOException {
    writer.write(NOISE, 0, 100);
    Sealed first = writer.finish(FinishReason.COMPLETE);
    assertThat(writer.finish(FinishReason.STOPPED)).isEqualTo(first);
    writer.close();
    writer.tick();
    assertThat(vault.open(ID).describe()).isEqualTo(first);
  }

  @Test
  void nothing_can_be_added_to_an_ended_recording() throws IOException {
    writer.finish(FinishReason.COMPLETE);
    assertThatIOException()
        .isThrownBy(() -> writer.write(NOISE, 0, 1))
        .withMessageContaining("has ended");
  }

  @Test
  void a_second_recording_of_the_same_id_is_refused_and_harms_nothing() throws IOException {
    writer.write(NOISE, 0, 70_000);
    assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> vault.writer(ID));
    Sealed sealed = writer.finish(FinishReason.COMPLETE);
    assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> vault.writer(ID));
    assertThat(vault.open(ID).describe()).isEqualTo(sealed);
  }

  @Test
  void two_recordings_of_the_same_stream_have_no_sealed_bytes_in_common() throws IOException {
    UUID other = UUID.randomUUID();
    vault.seal(other, NOISE, NOISE.length);
    writer.write(NOISE, 0, NOISE.length);
    writer.finish(FinishReason.COMPLETE);
    byte[] one = Files.readAllBytes(vault.store.finished(ID));
    byte[] two = Files.readAllBytes(vault.store.finished(other));
    int same = 0;
    for (int i = 0; i < Math.min(one.length, two.length); i++) {
      same += one[i] == two[i] ? 1 : 0;
    }
    assertThat(same).isLessThan(one.length / 100); // chance alone gives one in 256
  }

  @Test
  void after_a_failed_write_nothing_more_is_taken_and_the_rest_can_be_recovered()
      throws IOException {
    writer.write(NOISE, 0, 65_536);
    Thread.currentThread().interrupt(); // closes the file under the writer
    assertThatIOException().isThrownBy(() -> writer.write(NOISE, 65_536, 65_536));
    assertThat(Thread.interrupted()).isTrue();
    assertThatIOException()
        .isThrownBy(() -> writer.write(NOISE, 0, 1))
        .withMessageContaining("has ended");
    assertThatIOException().isThrownBy(() -> writer.finish(FinishReason.COMPLETE));
    Sealed sealed = CrashRecovery.recover(ID, vault.store, vault.keys);
    assertThat(sealed.fingerprint().length()).isEqualTo(65_536);
    assertThat(vault.stream(ID)).isEqualTo(Arrays.copyOf(NOISE, 65_536));
  }

  @Test
  void closing_without_an_end_keeps_everything_for_recovery() throws IOException {
    writer.write(NOISE, 0, 100_000);
    writer.close();
    assertThat(vault.store.listFinished()).isEmpty();
    Sealed sealed = CrashRecovery.recover(ID, vault.store, vault.keys);
    assertThat(sealed.reason()).isEqualTo(FinishReason.CRASH);
    assertThat(vault.stream(ID)).isEqualTo(Arrays.copyOf(NOISE, 100_000));
  }
}
