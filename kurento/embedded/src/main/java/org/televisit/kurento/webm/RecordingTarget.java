package org.televisit.kurento.webm;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where a recording goes. Nothing here blocks; any thread may call. */
public interface RecordingTarget {

  /** Whether {@link #finish} takes patches. */
  boolean seekable();

  /**
   * Takes the next bytes, to be written soon.
   *
   * @return false if so much waits already that the target is too slow; the bytes are not taken
   */
  boolean write(byte[] bytes);

  /**
   * Writes what waits, then the patches, and ends.
   *
   * @return done when the target has confirmed it, with a {@link TargetException} if it has not
   */
  CompletableFuture<Void> finish(List<Patch> patches);

  /** Ends at once; what waits is lost. */
  void abort();

  /** Done with a {@link TargetException} when the target fails, perhaps before {@link #finish}. */
  CompletableFuture<Void> outcome();
}
