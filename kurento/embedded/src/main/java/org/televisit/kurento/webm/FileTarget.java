package org.televisit.kurento.webm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a recording to a file, on a thread of its own; a file that is there is overwritten. */
public final class FileTarget implements RecordingTarget {

  private static final long MOST_WAITING = 16 << 20;

  private final LinkedBlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();
  private final Path path;

  /** One thing to do with the open file. Whether there is more to do after it. */
  private interface Step {
    boolean apply(FileChannel file) throws IOException;
  }

  /** Opens the file, on the thread of the target. */
  public FileTarget(Path path) {
    this.path = path;
    Thread thread = new Thread(this::run, "recording-file");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public boolean seekable() {
    return true;
  }

  @Override
  public boolean write(byte[] bytes) {
    if (waiting.get() + bytes.length > MOST_WAITING) {
      return false;
    }
    waiting.addAndGet(bytes.length);
    steps.add(
        file -> {
          writeFully(file, ByteBuffer.wrap(bytes), file.position());
          file.position(file.position() + bytes.length);
          waiting.addAndGet(-bytes.length);
          return true;
        });
    return true;
  }

  @Override
  public CompletableFuture<Void> finish(List<Patch> patches) {
    steps.add(
        file -> {
          for (Patch patch : patches) {
            writeFully(file, ByteBuffer.wrap(patch.bytes()), patch.position());
          }
          file.force(false);
          return false;
        });
    return outcome;
  }

  @Override
  public void abort() {
    steps.add(file -> false);
  }

  @Override
  public CompletableFuture<Void> outcome() {
    return outcome;
  }

  private static void writeFully(FileChannel file, ByteBuffer bytes, long position)
      throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  private void run() {
    boolean opened = false;
    try (FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      opened = true;
      boolean more = true;
      while (more) {
        more = steps.take().apply(file);
      }
      outcome.complete(null);
    } catch (IOException | RuntimeException e) {
      String what = opened ? "The file could not be written: " : "The file could not be opened: ";
      outcome.completeExceptionally(
          opened
              ? TargetException.lost(what + e.getMessage(), e)
              : TargetException.refused(what + e.getMessage(), e));
    } catch (InterruptedException e) {
      outcome.completeExceptionally(TargetException.lost("interrupted", e));
      Thread.currentThread().interrupt();
    }
  }
}
