package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many uploads of two hours leave in memory: where their parts and runs lie, no media. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MemoryOfUploadsTest {

  private static final int UPLOADS = 3;
  private static final int QUARTERS = 2 * 3600 * 4;
  private static final long QUARTER_NANOS = 250_000_000;
  private static final int BLOCK = 500;

  /** A buffer of 64 KiB; each hour 14 400 parts of 8 bytes and a thousand runs of 23. */
  private static final long MOST_BYTES = (64 << 10) + 2 * (14_400 * 8 + 1_000 * 23);

  /** Arrays grow by doubling, and a heap is never measured to the byte. */
  private static final double SLACK = 2.5;

  @Test
  void grows_by_less_than_150_KB_an_hour_each(@TempDir Path directory) throws IOException {
    TestVault vault = new TestVault(directory);
    List<SealedWriter> writers = new ArrayList<>();
    long before = used();
    for (int i = 0; i < UPLOADS; i++) {
      AtomicLong nanos = new AtomicLong();
      SealedWriter writer =
          SealedWriter.create(UUID.randomUUID(), vault.store, vault.keys, nanos::get);
      writers.add(writer);
      fill(writer, nanos);
    }
    long each = (used() - before) / UPLOADS;
    System.out.printf("%d uploads of 2 h: %d KB each%n", UPLOADS, each >> 10);
    assertThat(writers.get(0).mediaDuration().toMinutes()).isEqualTo(119);
    assertThat(writers).allMatch(w -> w.sealedBytes() > (long) QUARTERS * BLOCK);
    assertThat(each).isLessThan((long) (MOST_BYTES * SLACK));
    for (SealedWriter writer : writers) {
      assertThat(writer.finish(FinishReason.COMPLETE).parts()).isGreaterThanOrEqualTo(QUARTERS);
    }
  }

  /** A picture each quarter of a second, a key frame every five seconds, as one cluster each. */
  private static void fill(SealedWriter writer, AtomicLong nanos) throws IOException {
    byte[] head =
        new EbmlWriter()
            .element(Ebml.EBML, new EbmlWriter().text(0x4282, "webm"))
            .id(Ebml.SEGMENT)
            .bigEndian(0x01FFFFFFFFFFFFFFL, 8)
            .element(Ebml.INFO, new EbmlWriter().unsigned(Ebml.TIMESTAMP_SCALE, 1_000_000))
            .element(
                Ebml.TRACKS,
                new EbmlWriter()
                    .element(
                        Ebml.TRACK_ENTRY,
                        new EbmlWriter()
                            .unsigned(Ebml.TRACK_NUMBER, 1)
                            .unsigned(Ebml.TRACK_TYPE, 1)))
            .toBytes();
    writer.write(head, 0, head.length);
    byte[] media = new byte[BLOCK];
    for (int i = 0; i < QUARTERS; i++) {
      boolean key = i % 20 == 0;
      EbmlWriter out = new EbmlWriter();
      if (key) {
        out.id(Ebml.CLUSTER).bigEndian(0x01FFFFFFFFFFFFFFL, 8).unsigned(Ebml.TIMESTAMP, i * 250L);
      }
      out.element(
          Ebml.SIMPLE_BLOCK,
          new EbmlWriter()
              .bigEndian(0x81, 1)
              .bigEndian(i % 20 * 250L, 2)
              .bigEndian(key ? 0x80 : 0, 1)
              .raw(media));
      byte[] bytes = out.toBytes();
      writer.write(bytes, 0, bytes.length);
      nanos.addAndGet(QUARTER_NANOS);
      writer.tick(); // what was written has waited for long enough, and is sealed
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
