package org.televisit.vault;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
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
  private final Archive archive;
  private final Clock clock;

  /** Shredded recordings whose media could not be deleted yet. */
  private final Set<UUID> remaining = ConcurrentHashMap.newKeySet();

  /** Whether the store was searched for shredded recordings since the start. */
  private volatile boolean swept;

  Shredder(RecordingKeys keys, Archive archive, Clock clock) {
    this.keys = keys;
    this.archive = archive;
    this.clock = clock;
  }

  /**
   * @throws RecordingBusyException if it is being written; nothing has been destroyed then
   * @throws IOException if the key could not be destroyed; {@link #finish} will
   */
  Shredded shred(UUID recording) throws IOException {
    archive.requireIdle(recording);
    Instant at = keys.destroy(recording, clock.instant());
    boolean deleted = delete(recording);
    LOG.log(System.Logger.Level.INFO, "recording {0} is destroyed", recording);
    return new Shredded(recording, at, deleted);
  }

  private boolean delete(UUID recording) {
    try {
      archive.delete(recording);
      remaining.remove(recording);
      return true;
    } catch (IOException e) {
      remaining.add(recording);
      LOG.log(System.Logger.Level.WARNING, "cannot delete shredded recording " + recording, e);
      return false;
    }
  }

  /**
   * Destroys what a crash left of keys that were to be destroyed, and what a restored backup
   * brought back. To be called when the application starts, before anything is opened.
   */
  void finish() throws IOException {
    for (UUID recording : keys.listShredded()) {
      if (keys.has(recording) || archive.isSpooled(recording)) {
        LOG.log(System.Logger.Level.WARNING, "shredding recording {0} again", recording);
        shred(recording);
      }
    }
  }

  /** Deletes what could not be deleted before, and once what the store still has. */
  void retry() {
    try {
      if (!swept) {
        Set<UUID> shredded = new HashSet<>(keys.listShredded());
        archive.list().stream().filter(shredded::contains).forEach(remaining::add);
        swept = true;
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot look for shredded recordings in the store", e);
    }
    List.copyOf(remaining).forEach(this::delete);
  }
}
