package org.televisit.kurento.webm;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of all recordings waits to be written. Each may be 8 MB behind, and all together must
 * leave room in the heap: where a disk hangs, all that record to it are behind at once.
 */
public final class WaitingBytes {

  private final long most;
  private final AtomicLong waiting = new AtomicLong();

  /**
   * @param most beyond which a target that is behind is too slow
   */
  public WaitingBytes(long most) {
    this.most = most;
  }

  /** A quarter of the heap. */
  public static WaitingBytes ofThisMachine() {
    return new WaitingBytes(Runtime.getRuntime().maxMemory() / 4);
  }

  void add(long bytes) {
    waiting.addAndGet(bytes);
  }

  boolean isFull() {
    return waiting.get() >= most;
  }

  long bytes() {
    return waiting.get();
  }
}
