package org.televisit.kurento.webm;

import java.time.Duration;
import java.util.ArrayDeque;

/** A bounded queue of chunks between who must not wait and who writes them to the network. */
final class ChunkQueue {

  private final long mostBytes;
  private final long longestNanos;
  private final ArrayDeque<Chunk> queue = new ArrayDeque<>();
  private long bytes;
  private boolean ended;
  private boolean cancelled;

  ChunkQueue(long mostBytes, Duration longest) {
    this.mostBytes = mostBytes;
    this.longestNanos = longest.toNanos();
  }

  @SuppressWarnings("ArrayRecordComponent") // handed over, never shared
  private record Chunk(byte[] bytes, long since) {}

  /** Puts a chunk in the queue; false if it is full or does not move. Does not block. */
  synchronized boolean offer(byte[] chunk) {
    if (cancelled || ended || chunk.length == 0) {
      return true; // how a request has ended is told elsewhere
    }
    long now = System.nanoTime();
    if (bytes + chunk.length > mostBytes
        || (!queue.isEmpty() && now - queue.element().since > longestNanos)) {
      return false;
    }
    bytes += chunk.length;
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
    return next;
  }
}
