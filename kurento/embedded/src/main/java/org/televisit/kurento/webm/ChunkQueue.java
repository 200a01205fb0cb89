package org.televisit.kurento.webm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/** A bounded queue of chunks between who must not wait and who writes them to where they go. */
final class ChunkQueue {

  /** About a minute of video at 1 Mbit/s: what a target may be behind. */
  private static final long MOST_BYTES = 8 << 20;

  private static final long LONGEST_NANOS = Duration.ofSeconds(10).toNanos();

  /** Who is behind by more than this makes room where all together leave too much waiting. */
  private static final long BEHIND_NANOS = Duration.ofSeconds(1).toNanos();

  private final WaitingBytes all;
  private final LongSupplier nanoTime;
  private final ArrayDeque<Chunk> queue = new ArrayDeque<>();
  private long bytes;
  private boolean ended;
  private boolean cancelled;

  /**
   * @param all what waits here and elsewhere
   * @param nanoTime as {@link System#nanoTime} is
   */
  ChunkQueue(WaitingBytes all, LongSupplier nanoTime) {
    this.all = all;
    this.nanoTime = nanoTime;
  }

  @SuppressWarnings("ArrayRecordComponent") // handed over, never shared
  private record Chunk(byte[] bytes, long since) {}

  /** Puts a chunk in the queue; false if it is full or does not move. Does not block. */
  synchronized boolean offer(byte[] chunk) {
    if (cancelled || ended || chunk.length == 0) {
      return true; // how a request has ended is told elsewhere
    }
    long now = nanoTime.getAsLong();
    long behind = queue.isEmpty() ? 0 : now - queue.element().since;
    if (bytes + chunk.length > MOST_BYTES
        || behind > LONGEST_NANOS
        || (behind > BEHIND_NANOS && all.isFull())) {
      return false;
    }
    bytes += chunk.length;
    all.add(chunk.length);
    queue.add(new Chunk(chunk, now));
    notifyAll();
    return true;
  }

  /** Nothing comes after what is in the queue. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Nobody takes anything any more. */
  synchronized void cancel() {
    cancelled = true;
    queue.clear();
    all.add(-bytes);
    bytes = 0;
    notifyAll();
  }

  /** Waits for the next chunk; one of length 0 at the end, and when it was cancelled. */
  synchronized byte[] take() throws InterruptedException {
    while (queue.isEmpty() && !ended && !cancelled) {
      wait();
    }
    if (queue.isEmpty()) {
      return new byte[0];
    }
    byte[] next = queue.remove().bytes;
    bytes -= next.length;
    all.add(-next.length);
    return next;
  }
}
