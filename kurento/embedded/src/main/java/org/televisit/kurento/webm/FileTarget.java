package org.televisit.kurento.webm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes a recording to a file, on a thread of its own; a file that is there is overwritten. */
public final class FileTarget implements RecordingTarget {

  private final ChunkQueue body;
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();
  private final Path path;

  /** What is written at the end; null if it was not reached. */
  private volatile @Nullable List<Patch> ending;

  /**
   * Opens the file, on the thread of the target.
   *
   * @param all what waits to be written, here and elsewhere
   */
  public FileTarget(Path path, WaitingBytes all) {
    this(path, all, System::nanoTime);
  }

  FileTarget(Path path, WaitingBytes all, LongSupplier nanoTime) {
    this.path = path;
    this.body = new ChunkQueue(all, nanoTime);
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
    return body.offer(bytes);
  }

  @Override
  public CompletableFuture<Void> finish(List<Patch> patches) {
    ending = List.copyOf(patches);
    body.end();
    return outcome;
  }

  /** A disk that hangs holds the thread and what it is writing; nothing else is kept. */
  @Override
  public void abort() {
    outcome.completeExceptionally(TargetException.lost("The recording was given up"));
    body.cancel();
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

  private void write(FileChannel file) throws IOException, InterruptedException {
    long end = 0;
    for (byte[] chunk = body.take(); chunk.length > 0; chunk = body.take()) {
      writeFully(file, ByteBuffer.wrap(chunk), end);
      end += chunk.length;
    }
    @Nullable List<Patch> patches = ending;
    if (patches != null && !outcome.isDone()) {
      for (Patch patch : patches) {
        writeFully(file, ByteBuffer.wrap(patch.bytes()), patch.position());
      }
      file.force(false);
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
      write(file);
      outcome.complete(null);
    } catch (IOException | RuntimeException e) {
      String what = opened ? "The file could not be written: " : "The file could not be opened: ";
      fail(
          opened
              ? TargetException.lost(what + e.getMessage(), e)
              : TargetException.refused(what + e.getMessage(), e));
    } catch (InterruptedException e) {
      fail(TargetException.lost("interrupted", e));
      Thread.currentThread().interrupt();
    }
  }

  private void fail(TargetException reason) {
    outcome.completeExceptionally(reason);
    body.cancel();
  }
}
