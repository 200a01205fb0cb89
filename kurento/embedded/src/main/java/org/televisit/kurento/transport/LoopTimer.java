package org.televisit.kurento.transport;

/** A task that a {@link MediaLoop} runs later, once or again and again. */
public final class LoopTimer implements Comparable<LoopTimer> {

  private final long periodMicros;
  private Runnable task;
  private long due;
  private boolean cancelled;

  LoopTimer(long due, long periodMicros, Runnable task) {
    this.due = due;
    this.periodMicros = periodMicros;
    this.task = task;
  }

  /** It does not run any more, and keeps nothing until it would have run. Loop thread only. */
  public void cancel() {
    cancelled = true;
    task = () -> {};
  }

  boolean isCancelled() {
    return cancelled;
  }

  long due() {
    return due;
  }

  Runnable task() {
    return task;
  }

  /** Sets the next time, if there is one; turns that were missed are not made up for. */
  boolean repeat(long now) {
    if (cancelled || periodMicros == 0) {
      return false;
    }
    due += periodMicros * Math.max(1, (now - due + periodMicros - 1) / periodMicros);
    return true;
  }

  @Override
  @SuppressWarnings("ComparableType")
  public int compareTo(LoopTimer other) {
    return Long.compare(due, other.due);
  }
}
