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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.vault.FinishReason;
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

  private Ingested take(InputStream media) throws IOException {
    try (SealedWriter writer = vault.create(id)) {
      return ingest(media, writer).take(new byte[0]);
    }
  }

  private Ingest ingest(InputStream media, SealedWriter writer) {
    Clock clock = Clock.systemUTC();
    return new Ingest(new Upload(media, clock), writer, limits, clock);
  }

  private static InputStream endless(IntConsumer read) {
    return new InputStream() {
      @Override
      public int read() {
        return 7;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        read.accept(length);
        return length;
      }
    };
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
    Ingested upload = take(new ByteArrayInputStream(BYTES));
    assertThat(upload.end()).isEqualTo(IngestEnd.COMPLETE);
    assertThat(upload.file().reason()).isEqualTo(FinishReason.COMPLETE);
    assertThat(upload.file().fingerprint().length()).isEqualTo(BYTES.length);
    assertThat(upload.count().bytes()).isEqualTo(BYTES.length);
  }

  @Test
  void a_stream_that_breaks_keeps_what_came_before() throws IOException {
    Ingested upload = take(new SequenceInputStream(new ByteArrayInputStream(BYTES), breaking()));
    assertThat(upload.end()).isEqualTo(IngestEnd.CUT);
    assertThat(upload.file().reason()).isEqualTo(FinishReason.INTERRUPTED);
    assertThat(upload.file().fingerprint().length()).isEqualTo(BYTES.length);
  }

  @Test
  void a_stream_that_does_not_end_is_cut_at_the_limit() throws IOException {
    limits.maxBytes = 1_000_000;
    Ingested upload = take(endless(length -> {}));
    assertThat(upload.end()).isEqualTo(IngestEnd.LIMIT);
    assertThat(upload.end().isEarly()).isTrue();
    assertThat(upload.file().fingerprint().length()).isBetween(1_000_000L, 1_100_000L);
  }

  @Test
  void a_stream_without_picture_or_sound_is_given_up_after_a_megabyte() throws IOException {
    Ingested upload = take(endless(length -> {}));
    assertThat(upload.end()).isEqualTo(IngestEnd.NO_MEDIA);
    assertThat(upload.file().duration()).isZero();
    assertThat(upload.count().bytes()).isLessThan(1_200_000);
  }

  @Test
  void never_reads_more_than_a_part_ahead_of_what_is_sealed() throws IOException {
    AtomicLong read = new AtomicLong();
    AtomicLong mostAhead = new AtomicLong();
    try (SealedWriter writer = vault.create(id)) {
      InputStream media =
          endless(
              length -> {
                mostAhead.accumulateAndGet(read.get() - writer.sealedBytes(), Math::max);
                read.addAndGet(length);
              });
      ingest(media, writer).take(new byte[0]);
    }
    assertThat(mostAhead.get()).isPositive().isLessThanOrEqualTo(80 * 1024);
  }

  @Test
  void what_cannot_be_stored_is_an_error_and_not_a_recording() throws IOException {
    try (SealedWriter writer = vault.create(id)) {
      Ingest ingest = ingest(new ByteArrayInputStream(BYTES), writer);
      writer.close();
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> ingest.take(new byte[0]));
    }
  }

  @Test
  void a_recording_that_the_vault_has_finished_stays_finished() throws IOException {
    try (SealedWriter writer = vault.create(id)) {
      Ingest ingest = ingest(new ByteArrayInputStream(BYTES), writer);
      writer.finish(FinishReason.STOPPED);
      assertThat(ingest.take(new byte[0]).end()).isEqualTo(IngestEnd.SHUTDOWN);
    }
  }

  @Test
  void no_second_upload_can_write_over_the_first() throws IOException {
    take(new ByteArrayInputStream(BYTES));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> take(new ByteArrayInputStream(BYTES)));
  }
}
