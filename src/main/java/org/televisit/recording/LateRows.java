package org.televisit.recording;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What happened to recordings and must stand in their rows. Media does not wait for the database:
 * while that is away, the notes wait here in order, and are written when it is back. What is still
 * here when this node dies is found again in the vault, by {@link RecordingRecovery}.
 */
@ApplicationScoped
class LateRows {

  private static final Logger LOG = System.getLogger(LateRows.class.getName());

  private record Note(RecordingId id, Runnable deed) {}

  private final Deque<Note> waiting = new ArrayDeque<>();

  /**
   * Writes now, or later if the database is away or older notes still wait. What a row says for
   * itself to be impossible is thrown, when it is tried now.
   *
   * @param deed one transaction, which may find that what it wants to say is known already
   */
  void write(RecordingId id, Runnable deed) {
    if (!isEmpty()) {
      add(new Note(id, deed));
      return;
    }
    try {
      deed.run();
    } catch (RuntimeException e) {
      if (!DatabaseAway.causes(e)) {
        throw e;
      }
      LOG.log(WARNING, "{0}: the database is away, its row will follow", id.entity());
      add(new Note(id, deed));
    }
  }

  /** Writes what waits, as far as the database lets it. By one thread at a time. */
  void catchUp() {
    for (Note next = first(); next != null; next = first()) {
      try {
        next.deed.run();
        LOG.log(INFO, "{0}: its row has followed", next.id.entity());
      } catch (RuntimeException e) {
        if (DatabaseAway.causes(e)) {
          return;
        }
        LOG.log(ERROR, next.id.entity() + ": its row could not be written", e);
      }
      removeFirst();
    }
  }

  /** Whether every row says what there is to say. */
  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  private synchronized void add(Note note) {
    waiting.addLast(note);
  }

  private synchronized @Nullable Note first() {
    return waiting.peekFirst();
  }

  private synchronized void removeFirst() {
    waiting.removeFirst();
  }
}
