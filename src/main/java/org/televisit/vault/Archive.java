package org.televisit.vault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.televisit.vault.DamagedRecordingException.Fault;

/**
 * All finished recordings: those in the store, and those that still wait in the spool directory
 * because the store was not to be reached. Both are played alike.
 */
final class Archive {

  private static final System.Logger LOG = System.getLogger(Archive.class.getName());

  /** Rounds that one which cannot be moved sits out, at the most. */
  private static final int MOST_ROUNDS = 64;

  private final RecordingStore spool;
  private final MediaStore store;
  private final RecordingKeys keys;
  private final Map<UUID, Wait> stuck = new HashMap<>();
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
   * Moves what is finished from the spool into the store. What the store does not take waits here
   * and keeps nobody else waiting; only a store that does not answer ends the round.
   */
  synchronized void move() {
    try {
      List<UUID> waiting = spool.listFinished();
      stuck.keySet().retainAll(waiting);
      for (UUID recording : waiting) {
        if (isItsTurn(recording)) {
          tryToMove(recording);
        }
      }
      reached = true;
    } catch (IOException e) {
      if (reached) {
        LOG.log(System.Logger.Level.WARNING, "finished recordings wait in the spool", e);
      }
      reached = false;
    }
  }

  /** Comparing a large recording again and again is work that rarely helps. */
  private boolean isItsTurn(UUID recording) {
    Wait wait = stuck.get(recording);
    if (wait == null || wait.left == 0) {
      return true;
    }
    stuck.put(recording, new Wait(wait.rounds, wait.left - 1));
    return false;
  }

  /**
   * @throws IOException if the store does not answer at all
   */
  private void tryToMove(UUID recording) throws IOException {
    try {
      move(recording);
      stuck.remove(recording);
    } catch (IOException e) {
      store.has(recording); // throws if it is not this recording's fault
      int rounds = Math.min(MOST_ROUNDS, stuck.getOrDefault(recording, Wait.NONE).rounds * 2);
      stuck.put(recording, new Wait(rounds, rounds));
      LOG.log(
          System.Logger.Level.ERROR,
          "recording " + recording + " cannot be moved into the store and stays in the spool",
          e);
    }
  }

  /**
   * @param rounds to be left out after the latest failure
   * @param left of them
   */
  private record Wait(int rounds, int left) {
    static final Wait NONE = new Wait(1, 0);
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
