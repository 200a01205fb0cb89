package org.televisit.recording;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.televisit.media.MediaKind;
import org.televisit.vault.MediaTrack;
import org.televisit.vault.SealedWriter;

/**
 * Seals one upload. One thread reads and writes by turns with one buffer: a slow disk slows the
 * reader, and through TCP the sender, and no memory grows.
 */
final class Ingest {

  private static final int BUFFER = 16 * 1024;

  /** What arrived longer ago than this is sealed; see {@link SealedWriter}. */
  private static final Duration SEALING = Duration.ofSeconds(1);

  /** A media server's first picture or sound comes within the first kilobytes. */
  private static final long LATEST_MEDIA = 1 << 20;

  private final Upload upload;
  private final SealedWriter writer;
  private final IngestLimits limits;
  private final Clock clock;
  private volatile Instant grew;
  private volatile Instant heard;
  private volatile Instant seen;

  Ingest(Upload upload, SealedWriter writer, IngestLimits limits, Clock clock) {
    this.upload = upload;
    this.writer = writer;
    this.limits = limits;
    this.clock = clock;
    this.grew = upload.began();
    this.heard = upload.began();
    this.seen = upload.began();
  }

  /**
   * Takes all of a stream; one that breaks or stalls is finished with what came before.
   *
   * @param head its first bytes, which have been read already
   * @throws IOException if it cannot be stored; what was sealed before stays
   */
  Ingested take(byte[] head) throws IOException {
    byte[] buffer = new byte[BUFFER];
    System.arraycopy(head, 0, buffer, 0, head.length);
    int read = head.length;
    while (read >= 0) {
      if (!store(buffer, read)) {
        return finish(IngestEnd.SHUTDOWN);
      }
      Received count = upload.received();
      if (limits.reachedBy(count)) {
        return finish(IngestEnd.LIMIT);
      }
      if (count.bytes() > LATEST_MEDIA && writer.mediaDuration().isZero()) {
        return finish(IngestEnd.NO_MEDIA);
      }
      try {
        read = upload.read(buffer, 0);
      } catch (IOException broken) {
        return finish(upload.broken());
      }
    }
    return finish(IngestEnd.COMPLETE);
  }

  private Ingested finish(IngestEnd end) throws IOException {
    return upload.ended(writer.finish(end.reason()), end, writer.longestHeld());
  }

  /**
   * @return false if the vault has ended the recording meanwhile, because the application stops
   */
  private boolean store(byte[] buffer, int length) throws IOException {
    Duration before = writer.mediaDuration();
    long sounds = writer.blocks(MediaTrack.AUDIO);
    long pictures = writer.blocks(MediaTrack.VIDEO);
    try {
      writer.write(buffer, 0, length);
    } catch (IOException e) {
      writer.finish(IngestEnd.SHUTDOWN.reason()); // throws, unless the vault finished it in order
      return false;
    }
    Instant now = clock.instant();
    if (writer.mediaDuration().compareTo(before) > 0) {
      grew = now;
    }
    if (writer.blocks(MediaTrack.AUDIO) > sounds) {
      heard = now;
    }
    if (writer.blocks(MediaTrack.VIDEO) > pictures) {
      seen = now;
    }
    return true;
  }

  /** Bytes that are no media are silence: it is pictures and sound that must not be lost. */
  RecordingProgress progress() {
    Duration arrived = writer.mediaDuration();
    Duration stored = arrived.compareTo(SEALING) > 0 ? arrived.minus(SEALING) : Duration.ZERO;
    Instant now = clock.instant();
    return new RecordingProgress(
        stored,
        Duration.between(grew, now),
        upload.received().bytes(),
        Map.of(
            MediaKind.AUDIO, Duration.between(heard, now),
            MediaKind.VIDEO, Duration.between(seen, now)));
  }
}
