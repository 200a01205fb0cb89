package org.televisit.consultation;

import static java.lang.System.Logger.Level.ERROR;

import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs tasks one after the other, in order, on threads of a pool. Safe to feed from any thread. */
final class SerialQueue {

  private static final Logger LOG = System.getLogger(SerialQueue.class.getName());

  private final Executor pool;
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private boolean running;

  SerialQueue(Executor pool) {
    this.pool = pool;
  }

  void add(Runnable task) {
    enqueue(() -> tasks.addLast(task));
  }

  /** Before everything that waits, though not before what runs. */
  void addFirst(Runnable task) {
    enqueue(() -> tasks.addFirst(task));
  }

  private void enqueue(Runnable insertion) {
    synchronized (tasks) {
      insertion.run();
      if (running) {
        return;
      }
      running = true;
    }
    pool.execute(this::runOne);
  }

  /** One task per turn, so that a busy room does not keep a thread from the others. */
  private void runOne() {
    Runnable task = next();
    if (task == null) {
      return;
    }
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(ERROR, "a task of a room failed", e);
    } finally {
      pool.execute(this::runOne);
    }
  }

  private @Nullable Runnable next() {
    synchronized (tasks) {
      Runnable task = tasks.pollFirst();
      running = task != null;
      return task;
    }
  }
}
