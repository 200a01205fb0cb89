package org.televisit.kurento.webm;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A bounded queue that an HTTP request takes its body from; for one subscriber. */
final class ChunkPublisher implements Flow.Publisher<ByteBuffer>, Flow.Subscription {

  private final long mostBytes;
  private final long longestNanos;
  private final Executor executor;
  private final ArrayDeque<Chunk> queue = new ArrayDeque<>();
  private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
  private long bytes;
  private long demand;
  private boolean ended;
  private boolean completed;
  private boolean cancelled;
  private boolean delivering;

  ChunkPublisher(long mostBytes, Duration longest, Executor executor) {
    this.mostBytes = mostBytes;
    this.longestNanos = longest.toNanos();
    this.executor = executor;
  }

  @SuppressWarnings("ArrayRecordComponent") // handed over, never shared
  private record Chunk(byte[] bytes, long since) {}

  /** Puts a chunk in the queue; false if it is full or does not move. Does not block. */
  synchronized boolean offer(byte[] chunk) {
    if (cancelled || ended) {
      return true; // the request is over; how it ended is told elsewhere
    }
    long now = System.nanoTime();
    if (bytes + chunk.length > mostBytes
        || (!queue.isEmpty() && now - queue.element().since > longestNanos)) {
      return false;
    }
    bytes += chunk.length;
    queue.add(new Chunk(chunk, now));
    deliverSoon();
    return true;
  }

  /** The body ends after what is in the queue. */
  synchronized void end() {
    ended = true;
    deliverSoon();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> to) {
    synchronized (this) {
      if (subscriber != null) {
        throw new IllegalStateException("a recording is sent once");
      }
      subscriber = to;
    }
    to.onSubscribe(this);
  }

  @Override
  public synchronized void request(long chunks) {
    demand = demand + chunks < 0 ? Long.MAX_VALUE : demand + chunks;
    deliverSoon();
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    queue.clear();
  }

  private void deliverSoon() {
    if (subscriber != null && !delivering) {
      delivering = true;
      executor.execute(this::deliver);
    }
  }

  private void deliver() {
    while (true) {
      byte[] chunk;
      Flow.Subscriber<? super ByteBuffer> to;
      synchronized (this) {
        if (subscriber == null
            || cancelled
            || completed
            || (queue.isEmpty() ? !ended : demand == 0)) {
          delivering = false;
          return;
        }
        to = subscriber;
        chunk = queue.isEmpty() ? new byte[0] : queue.remove().bytes;
        completed = chunk.length == 0;
        bytes -= chunk.length;
        demand -= completed ? 0 : 1;
      }
      if (chunk.length == 0) {
        to.onComplete();
      } else {
        to.onNext(ByteBuffer.wrap(chunk));
      }
    }
  }
}
