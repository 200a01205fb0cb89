package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SerialQueueTest {

  final Deque<Runnable> pool = new ArrayDeque<>();
  final List<String> done = new ArrayList<>();

  private void run() {
    while (!pool.isEmpty()) {
      pool.poll().run();
    }
  }

  @Test
  void runs_in_order_on_many_threads() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Integer> seen = new ArrayList<>(); // not synchronized: the queue must be enough
    CountDownLatch all = new CountDownLatch(1000);
    try {
      SerialQueue queue = new SerialQueue(threads);
      IntStream.range(0, 1000)
          .forEach(
              i ->
                  queue.add(
                      () -> {
                        seen.add(i);
                        all.countDown();
                      }));
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      threads.shutdown();
    }
    assertThat(seen).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void lets_what_is_urgent_go_first() {
    SerialQueue queue = new SerialQueue(pool::add);
    queue.add(() -> done.add("one"));
    queue.add(() -> done.add("two"));
    queue.addFirst(() -> done.add("urgent"));
    run();
    assertThat(done).containsExactly("urgent", "one", "two");
  }

  @Test
  void goes_on_after_a_task_that_failed() {
    SerialQueue queue = new SerialQueue(pool::add);
    queue.add(
        () -> {
          throw new IllegalStateException("as a test");
        });
    queue.add(() -> done.add("next"));
    run();
    assertThat(done).containsExactly("next");
  }

  @Test
  void takes_tasks_again_after_it_ran_dry() {
    SerialQueue queue = new SerialQueue(pool::add);
    queue.add(() -> done.add("one"));
    run();
    queue.add(() -> done.add("two"));
    run();
    assertThat(done).containsExactly("one", "two");
  }
}
