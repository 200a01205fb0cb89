package org.televisit.vault;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Destroys recordings: first the key, of which one small file exists, then the media, of which
 * there may be copies. Each step is durable before the next, and what a crash or a fault left
 * undone is done later.
 */
final class Shredder {

  private static final System.Logger LOG = System.getLogger(Shredder.class.getName());

  private final RecordingKeys keys;
  private final RecordingStore store;
  private final Clock clock;

  /** Shredded recordings whose media could not be deleted yet. */
  private final Set<UUID> remaining = ConcurrentHashMap.newKeySet();

  Shredder(RecordingKeys keys, RecordingStore store, Clock clock) {
    this.keys = keys;
    this.store = store;
    this.clock = clock;
  }

  /**
   * @throws RecordingBusyException if it is being written; nothing has been destroyed then
   * @throws IOException if the key could not be destroyed; {@link #finish} will
   */
  Shredded shred(UUID recording) throws IOException {
    store.requireIdle(recording);
    Instant at = keys.destroy(recording, clock.instant());
    boolean deleted = delete(recording);
    LOG.log(System.Logger.Level.INFO, "recording {0} is destroyed", recording);
    return new Shredded(recording, at, deleted);
  }

  private boolean delete(UUID recording) {
    try {
      store.delete(recording);
      remaining.remove(recording);
      return true;
    } catch (IOException e) {
      remaining.add(recording);
      LOG.log(System.Logger.Level.WARNING, "cannot delete shredded recording " + recording, e);
      return false;
    }
  }

  /**
   * Does what a crash left undone, and deletes what a restored backup brought back. To be called
   * when the application starts.
   */
  void finish() throws IOException {
    for (UUID recording : keys.listShredded()) {
      if (keys.has(recording) || store.has(recording)) {
        LOG.log(System.Logger.Level.WARNING, "shredding recording {0} again", recording);
        shred(recording);
      }
    }
  }

  /** Deletes what could not be deleted before. */
  void retry() {
    remaining.forEach(this::delete);
  }
}
