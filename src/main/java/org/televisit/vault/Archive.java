package org.televisit.vault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.televisit.vault.DamagedRecordingException.Fault;

/**
 * All finished recordings: those in the store, and those that still wait in the spool directory
 * because the store was not to be reached. Both are played alike.
 */
final class Archive {

  private static final System.Logger LOG = System.getLogger(Archive.class.getName());

  private final RecordingStore spool;
  private final MediaStore store;
  private final RecordingKeys keys;
  private boolean reached = true;

  Archive(RecordingStore spool, MediaStore store, RecordingKeys keys) {
    this.spool = spool;
    this.store = store;
    this.keys = keys;
  }

  /** A finished recording; it may change its place between two openings. */
  SealedBytes.Source source(UUID recording) {
    return ahead -> open(recording, ahead);
  }

  private SealedBytes open(UUID recording, long ahead) throws IOException {
    try {
      return FileBytes.open(spool.finished(recording), recording);
    } catch (DamagedRecordingException e) {
      if (e.fault() != Fault.MISSING) {
        throw e;
      }
      return store.open(recording, ahead);
    }
  }

  List<UUID> list() throws IOException {
    Set<UUID> all = new LinkedHashSet<>(spool.listFinished());
    all.addAll(store.list());
    return new ArrayList<>(all);
  }

  void requireIdle(UUID recording) throws IOException {
    spool.requireIdle(recording);
  }

  /** Whether the spool has anything of a recording. */
  boolean isSpooled(UUID recording) {
    return spool.has(recording);
  }

  void delete(UUID recording) throws IOException {
    spool.delete(recording);
    store.delete(recording);
  }

  /**
   * Moves what is finished from the spool into the store. Stops at the first failure: what remains
   * is moved another time.
   */
  synchronized void move() {
    try {
      for (UUID recording : spool.listFinished()) {
        move(recording);
      }
      reached = true;
    } catch (IOException e) {
      if (reached) {
        LOG.log(System.Logger.Level.WARNING, "finished recordings wait in the spool", e);
      }
      reached = false;
    }
  }

  private void move(UUID recording) throws IOException {
    if (store.take(recording, spool.finished(recording))) {
      spool.delete(recording);
      LOG.log(System.Logger.Level.INFO, "recording {0} is in the store", recording);
    }
    if (keys.isShredded(recording)) {
      delete(recording); // while it was on its way
    }
  }
}
