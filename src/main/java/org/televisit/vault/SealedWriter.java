package org.televisit.vault;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Seals one stream while it arrives. What has been written is in the file at the latest half a
 * second later, sealed, provided that {@link #tick} is called a few times a second, and on the disk
 * soon after, if {@link #force} is called once a second. No plaintext leaves the memory, and there
 * it stays in a buffer of 64 KiB.
 *
 * <p>Safe for use by several threads; what is told of its progress never waits.
 */
public final class SealedWriter implements Closeable {

  private static final long SECOND = 1_000_000_000L;

  /**
   * For how long bytes are held back to become one part. A killed process loses them, on top of
   * what is still on its way through the media server, and both together may be a second.
   */
  private static final long HELD = SECOND / 4;

  private final UUID recording;
  private final RecordingStore store;
  private final LongSupplier nanos;
  private final SealedAppender out;
  private final MessageDigest sha256 = Fingerprint.digest();
  private final StreamIndex indexer;
  private final Parts parts = new Parts();
  private final byte[] buffer = new byte[Frame.MAX_PART];

  private int buffered;
  private long bufferedSince;
  private long longestHeld;
  private volatile boolean open = true;
  private @Nullable Sealed sealed;

  private volatile long sealedBytes;
  private volatile Duration mediaDuration = Duration.ZERO;
  private volatile long audioBlocks;
  private volatile long videoBlocks;

  SealedWriter(UUID recording, RecordingStore store, LongSupplier nanos, SealedAppender out) {
    this.recording = recording;
    this.store = store;
    this.nanos = nanos;
    this.out = out;
    this.indexer = new StreamIndex(recording, new WebmIndexer());
  }

  /**
   * @param nanos a clock like {@link System#nanoTime}
   * @throws java.nio.file.FileAlreadyExistsException if this recording has a file
   * @throws ShreddedRecordingException if there was one
   */
  static SealedWriter create(
      UUID recording, RecordingStore store, RecordingKeys keys, LongSupplier nanos)
      throws IOException {
    keys.requireNotShredded(recording);
    FileChannel file = store.create(recording);
    try {
      RecordingKey key = keys.create(recording);
      Channels.write(file, SealedHead.bytes(recording));
      file.force(true);
      return new SealedWriter(recording, store, nanos, new SealedAppender(file, key));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  public UUID recording() {
    return recording;
  }

  /** Bytes of the stream that are sealed in the file. */
  public long sealedBytes() {
    return sealedBytes;
  }

  /** Length of the media that has arrived, by its own timestamps. */
  public Duration mediaDuration() {
    return mediaDuration;
  }

  /** How much of that track has arrived: it grows with each packet of sound, or picture. */
  public long blocks(MediaTrack track) {
    return track == MediaTrack.AUDIO ? audioBlocks : videoBlocks;
  }

  /**
   * Takes the next bytes of the stream, cut anywhere.
   *
   * @throws IOException if they cannot be stored, or the recording has ended; after the first
   *     failure nothing more is taken, and the file is left to {@link Vault#recover}
   */
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    requireOpen();
    guarded(
        () -> {
          take(bytes, offset, length);
          indexer.feed(bytes, offset, length);
          mediaDuration = indexer.duration();
          audioBlocks = indexer.blocks(MediaTrack.AUDIO);
          videoBlocks = indexer.blocks(MediaTrack.VIDEO);
          sealWhatIsDue();
        });
  }

  /** The longest that a byte has waited until it was sealed and written. */
  public synchronized Duration longestHeld() {
    return Duration.ofNanos(longestHeld);
  }

  /**
   * Makes durable what was sealed, which takes as long as the disk does. Meanwhile the stream is
   * taken and sealed as ever.
   *
   * @throws IOException if the disk does not; nothing more is taken then
   */
  void force() throws IOException {
    try {
      out.force();
    } catch (IOException e) {
      synchronized (this) {
        if (!open) {
          return; // it ended meanwhile, durably or with an error of its own
        }
        release();
      }
      throw e;
    }
  }

  /** Seals what has waited for a quarter of a second. */
  public synchronized void tick() throws IOException {
    if (open) {
      guarded(this::sealWhatIsDue);
    }
  }

  /**
   * Ends the recording. Doing so again changes nothing and returns the same.
   *
   * @throws IOException if the end cannot be stored; the file is left to {@link Vault#recover}
   */
  public synchronized Sealed finish(FinishReason reason) throws IOException {
    if (sealed != null) {
      return sealed;
    }
    requireOpen();
    guarded(() -> sealed = end(reason));
    release();
    return Objects.requireNonNull(sealed);
  }

  /**
   * Gives up without an end, if there is none: what has arrived is left to {@link Vault#recover}.
   */
  @Override
  public synchronized void close() throws IOException {
    if (open) {
      guarded(
          () -> {
            sealPart();
            out.force();
          });
      release();
    }
  }

  private void take(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (buffered == 0) {
        bufferedSince = nanos.getAsLong();
      }
      int taken = Math.min(end - at, buffer.length - buffered);
      System.arraycopy(bytes, at, buffer, buffered, taken);
      sha256.update(bytes, at, taken);
      buffered += taken;
      at += taken;
      if (buffered == buffer.length) {
        sealPart();
      }
    }
  }

  private void sealWhatIsDue() throws IOException {
    if (buffered > 0 && nanos.getAsLong() - bufferedSince >= HELD) {
      sealPart();
    }
  }

  private void sealPart() throws IOException {
    if (buffered == 0) {
      return;
    }
    byte[] part = buffered == buffer.length ? buffer : Arrays.copyOf(buffer, buffered);
    try {
      out.append(Frame.Type.PART, parts.count(), parts.total(), part);
      parts.add(buffered);
      sealedBytes = parts.total();
      longestHeld = Math.max(longestHeld, nanos.getAsLong() - bufferedSince);
    } finally {
      Arrays.fill(part, (byte) 0);
      Arrays.fill(buffer, 0, buffered, (byte) 0);
      buffered = 0;
    }
  }

  private Sealed end(FinishReason reason) throws IOException {
    sealPart();
    MediaIndex index = indexer.index();
    SealedEnd end = out.end(parts, index, HexFormat.of().formatHex(sha256.digest()), reason);
    store.finish(recording);
    return end.describe(recording, index);
  }

  private interface Step {
    void run() throws IOException;
  }

  /** After a failure the file may end anywhere, so nothing may follow. */
  private void guarded(Step step) throws IOException {
    boolean done = false;
    try {
      step.run();
      done = true;
    } finally {
      if (!done) {
        release();
      }
    }
  }

  private void release() throws IOException {
    open = false;
    Arrays.fill(buffer, (byte) 0);
    buffered = 0;
    out.close();
  }

  private void requireOpen() throws IOException {
    if (!open) {
      throw new IOException("recording " + recording + " has ended");
    }
  }

  /** Whether more can be written. */
  boolean isOpen() {
    return open;
  }
}
