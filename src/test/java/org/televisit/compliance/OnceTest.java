package org.televisit.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OnceTest {

  static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  static final Instant ELEVEN = TEN.plusSeconds(3600);

  final Once once = new Once(3);
  final AtomicInteger deeds = new AtomicInteger();

  private void ask(String key, Instant now) {
    once.unlessDone(key, now, ELEVEN, deeds::incrementAndGet);
  }

  @Test
  void a_deed_is_done_once_before_its_time() {
    ask("play", TEN);
    ask("play", ELEVEN.minusMillis(1));
    assertThat(deeds).hasValue(1);
    ask("play", ELEVEN);
    assertThat(deeds).hasValue(2);
  }

  @Test
  void deeds_under_other_keys_are_other_deeds() {
    ask("play", TEN);
    ask("another play", TEN);
    assertThat(deeds).hasValue(2);
  }

  @Test
  void a_deed_that_failed_is_done_again() {
    assertThatIllegalStateException()
        .isThrownBy(() -> once.unlessDone("play", TEN, ELEVEN, OnceTest::fail));
    ask("play", TEN);
    assertThat(deeds).hasValue(1);
  }

  @Test
  void rather_does_a_deed_twice_than_grow_without_end() {
    for (int i = 0; i < 4; i++) {
      ask("play " + i, TEN);
    }
    ask("play 0", TEN);
    assertThat(deeds).hasValue(5);
    ask("play 3", TEN);
    assertThat(deeds).hasValue(5);
  }

  @Test
  void sixteen_threads_that_ask_at_once_do_it_once_and_none_goes_on_before_it_is_done()
      throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<Integer>> seen = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        seen.add(
            threads.submit(
                () -> {
                  start.await();
                  ask("play", TEN);
                  return deeds.get();
                }));
      }
      start.countDown();
      for (Future<Integer> deedsSeen : seen) {
        assertThat(deedsSeen.get()).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void fail() {
    throw new IllegalStateException("the database is away");
  }
}
