package org.televisit.kurento.protocol;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The thread that all protocol state belongs to. Requests, events of the media and timers run here
 * one after another, which is what makes the order of answers and events strict. Nothing waits
 * here, and no thread waits elsewhere: what takes time completes a future that comes back.
 */
final class ControlLoop implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ControlLoop.class.getName());

  private final ScheduledThreadPoolExecutor loop;

  ControlLoop() {
    loop = new ScheduledThreadPoolExecutor(1, daemon("kurento-control"));
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Runs a task after all that were handed over before; after {@link #close} it is dropped. */
  void execute(Runnable task) {
    try {
      loop.execute(guarded(task));
    } catch (RejectedExecutionException closed) {
      LOG.log(Level.DEBUG, "dropped a task after the end", closed);
    }
  }

  void every(Duration period, Runnable task) {
    long nanos = period.toNanos();
    var unused = loop.scheduleAtFixedRate(guarded(task), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Runs a task here after a while. */
  <T> CompletableFuture<T> after(Duration delay, Supplier<T> task) {
    return CompletableFuture.supplyAsync(
        task,
        ready -> {
          var unused = loop.schedule(ready, delay.toNanos(), TimeUnit.NANOSECONDS);
        });
  }

  /** What another thread completes, completed here, after all that was handed over before. */
  <T> CompletableFuture<T> here(CompletionStage<T> elsewhere) {
    CompletableFuture<T> result = new CompletableFuture<>();
    var unused =
        elsewhere.whenComplete(
            (value, failure) ->
                execute(
                    () -> {
                      if (failure == null) {
                        result.complete(value);
                      } else {
                        result.completeExceptionally(failure);
                      }
                    }));
    return result;
  }

  /** Waits until all that was handed over before has run, at most for the given time. */
  void drain(Duration atMost) {
    CompletableFuture<Void> marker = new CompletableFuture<>();
    execute(() -> marker.complete(null));
    var unused = marker.completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void close() {
    loop.shutdownNow();
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error unexpected) {
        LOG.log(Level.ERROR, "a control task failed", unexpected);
      }
    };
  }
}
