package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.vault.FinishReason;
import org.televisit.vault.Sealed;
import org.televisit.vault.SealedWriter;
import org.televisit.vault.Vault;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IngestTest {

  static final byte[] BYTES = new byte[100_000];

  final IngestLimits limits = new IngestLimits();
  final UUID id = UUID.randomUUID();
  Vault vault;

  @BeforeEach
  void open(@TempDir Path home) throws IOException {

    vault = Vault.at(home.resolve("recordings"), home.resolve("kek.json"), true);
    limits.maxBytes = Long.MAX_VALUE;
    limits.maxDuration = Duration.ofHours(8);
  }

  private Sealed take(InputStream media) throws IOException {
    try (SealedWriter writer = vault.create(id)) {
      return new Ingest(writer, Clock.systemUTC(), limits).take(media);
    }
  }

  private static InputStream breaking() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("connection reset");
      }
    };
  }

  @Test
  void a_stream_that_ends_is_complete() throws IOException {
    Sealed sealed = take(new ByteArrayInputStream(BYTES));
    assertThat(sealed.reason()).isEqualTo(FinishReason.COMPLETE);
    assertThat(sealed.fingerprint().length()).isEqualTo(BYTES.length);
  }

  @Test
  void a_stream_that_breaks_keeps_what_came_before() throws IOException {
    Sealed sealed = take(new SequenceInputStream(new ByteArrayInputStream(BYTES), breaking()));
    assertThat(sealed.reason()).isEqualTo(FinishReason.INTERRUPTED);
    assertThat(sealed.fingerprint().length()).isEqualTo(BYTES.length);
  }

  @Test
  void a_stream_that_does_not_end_is_cut_at_the_limit() throws IOException {
    limits.maxBytes = 1_000_000;
    Sealed sealed =
        take(
            new InputStream() {
              @Override
              public int read() {
                return 7;
              }
            });
    assertThat(sealed.reason()).isEqualTo(FinishReason.STOPPED);
    assertThat(sealed.fingerprint().length()).isBetween(1_000_000L, 1_100_000L);
  }

  @Test
  void what_cannot_be_stored_is_an_error_and_not_a_recording() throws IOException {
    try (SealedWriter writer = vault.create(id)) {
      Ingest ingest = new Ingest(writer, Clock.systemUTC(), limits);
      writer.close();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> ingest.take(new ByteArrayInputStream(BYTES)));
    }
  }

  @Test
  void a_recording_that_the_vault_has_finished_stays_finished() throws IOException {
    try (SealedWriter writer = vault.create(id)) {
      Ingest ingest = new Ingest(writer, Clock.systemUTC(), limits);
      writer.finish(FinishReason.STOPPED);
      assertThat(ingest.take(new ByteArrayInputStream(BYTES)).reason())
          .isEqualTo(FinishReason.STOPPED);
    }
  }

  @Test
  void no_second_upload_can_write_over_the_first() throws IOException {
    take(new ByteArrayInputStream(BYTES));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> take(new ByteArrayInputStream(BYTES)));
  }
}
