package org.televisit.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.televisit.vault.Sealed;

/**
 * What a media server posts, byte by byte: counts, and can be cut off by another thread, which a
 * blocking read alone cannot. The interrupt that does it reaches the thread only while it reads: a
 * write to a file that is interrupted would close the file.
 */
final class Upload {

  private final InputStream media;
  private final Clock clock;
  private final Instant began;
  private volatile Instant heard;
  private final AtomicLong bytes = new AtomicLong();
  private volatile Duration lasted = Duration.ZERO;
  private volatile Instant deadline = Instant.MAX;
  private @Nullable Thread reader;
  private boolean cut;
  private volatile boolean silent;

  Upload(InputStream media, Clock clock) {
    this.media = media;
    this.clock = clock;
    this.began = clock.instant();
    this.heard = began;
  }

  /**
   * Waits for more.
   *
   * @return how many bytes came, or -1 at the end
   * @throws IOException if the connection broke, or was cut
   */
  int read(byte[] buffer, int offset) throws IOException {
    beginToRead();
    int read;
    try {
      read = media.read(buffer, offset, buffer.length - offset);
    } finally {
      endToRead();
    }
    if (isCut()) {
      throw new InterruptedIOException("the upload was cut off"); // and what came is dropped
    }
    if (read > 0) {
      hear(clock.instant());
      bytes.addAndGet(read);
    }
    return read;
  }

  /** By the one thread that reads. A clock that was set back takes nothing away. */
  private void hear(Instant now) {
    if (now.isAfter(heard)) {
      lasted = lasted.plus(Duration.between(heard, now));
    }
    heard = now;
  }

  private synchronized boolean isCut() {
    return cut;
  }

  /** Whether somebody waits for more. */
  synchronized boolean isBeingRead() {
    return reader != null;
  }

  private synchronized void beginToRead() throws IOException {
    if (cut) {
      throw new InterruptedIOException("the upload was cut off");
    }
    reader = Thread.currentThread();
  }

  private synchronized void endToRead() {
    reader = null;
    if (cut) {
      Thread.interrupted(); // it has done its work
    }
  }

  /** The recorder has been told to end: what has not ended by itself by then is cut off. */
  void endBy(Instant moment) {
    deadline = moment;
  }

  /** Cuts it off if it is overdue, or has been silent for too long. */
  void check(Instant now, Duration longestSilence) {
    if (now.isAfter(heard.plus(longestSilence))) {
      silent = true; // before its reader wakes
      cut();
    } else if (now.isAfter(deadline)) {
      cut();
    }
  }

  /** Why a read failed: it was silent for too long, or anything else. */
  IngestEnd broken() {
    return silent ? IngestEnd.SILENT : IngestEnd.CUT;
  }

  /** Ends it now: what is read from now on is dropped. */
  synchronized void cut() {
    cut = true;
    Thread waiting = reader;
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  Instant began() {
    return began;
  }

  /** It is sealed to its end. */
  Ingested ended(Sealed file, IngestEnd end, Duration longestHeld) {
    return new Ingested(file, received(), end, heard, longestHeld);
  }

  Received received() {
    return new Received(bytes.get(), lasted);
  }
}
