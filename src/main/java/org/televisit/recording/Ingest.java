package org.televisit.recording;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.televisit.vault.FinishReason;
import org.televisit.vault.Sealed;
import org.televisit.vault.SealedWriter;

/** One upload: reads it and seals it, and tells other threads how far it is. */
final class Ingest {

  private static final int BUFFER = 16 * 1024;

  /** What arrived longer ago than this is sealed; see {@link SealedWriter}. */
  private static final Duration SEALING = Duration.ofSeconds(1);

  private final SealedWriter writer;
  private final Clock clock;
  private final IngestLimits limits;
  private final Instant began;
  private volatile Instant heard;
  private volatile boolean cut;
  private final AtomicLong bytes = new AtomicLong();

  Ingest(SealedWriter writer, Clock clock, IngestLimits limits) {
    this.writer = writer;
    this.clock = clock;
    this.limits = limits;
    this.began = clock.instant();
    this.heard = began;
  }

  /**
   * Takes all of a stream; one that breaks or stalls is finished with what came before.
   *
   * @throws IOException if it cannot be stored
   */
  Sealed take(InputStream media) throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (true) {
      int read;
      try {
        read = media.read(buffer);
      } catch (IOException broken) {
        return writer.finish(FinishReason.INTERRUPTED);
      }
      if (read < 0) {
        return writer.finish(FinishReason.COMPLETE);
      }
      if (cut) {
        return writer.finish(FinishReason.STOPPED);
      }
      if (!store(buffer, read) || limits.reachedBy(bytes.get(), Duration.between(began, heard))) {
        return writer.finish(FinishReason.STOPPED);
      }
    }
  }

  /**
   * @return false if the vault has ended the recording meanwhile, because the application stops
   */
  private boolean store(byte[] buffer, int length) throws IOException {
    heard = clock.instant();
    bytes.addAndGet(length);
    try {
      writer.write(buffer, 0, length);
      return true;
    } catch (IOException e) {
      writer.finish(FinishReason.STOPPED); // throws, unless the vault has finished it in order
      return false;
    }
  }

  /** What is read from now on is not stored any more. */
  void cut() {
    cut = true;
  }

  RecordingProgress progress() {
    Duration arrived = writer.mediaDuration();
    Duration stored = arrived.compareTo(SEALING) > 0 ? arrived.minus(SEALING) : Duration.ZERO;
    return new RecordingProgress(stored, Duration.between(heard, clock.instant()), bytes.get());
  }
}
