package org.televisit.kurento.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The media loop, when what it runs fails. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MediaLoopTest {

  private final BlockingQueue<String> order = new LinkedBlockingQueue<>();
  private final MediaLoop loop;

  MediaLoopTest() throws IOException {
    loop =
        MediaLoop.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            (buffer, length, from) -> order.add("datagram"));
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void takes_packets_between_timers_that_are_due_together() throws Exception {
    DatagramSocket sender = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    loop.execute(
        () -> {
          for (int i = 0; i < 2; i++) {
            loop.after(1, () -> slowTimer(sender));
          }
        });
    for (String expected : List.of("timer", "datagram", "timer", "datagram")) {
      assertThat(order.poll(5, SECONDS)).isEqualTo(expected);
    }
    sender.close();
  }

  private void slowTimer(DatagramSocket sender) {
    order.add("timer");
    try {
      sender.send(new DatagramPacket(new byte[1], 1, loop.address()));
    } catch (IOException unsent) {
      throw new UncheckedIOException(unsent);
    }
    long began = System.nanoTime();
    while (System.nanoTime() - began < 5_000_000) {
      Thread.onSpinWait();
    }
  }

  @Test
  void goes_on_after_a_task_that_throws_an_exception() throws Exception {
    loop.execute(
        () -> {
          throw new IllegalStateException("this is what the test wants");
        });
    loop.roundTrip().get(5, SECONDS);
    assertThat(loop.broken()).isNotDone();
  }

  @Test
  void says_that_an_error_has_ended_it_and_comes_round_no_more() throws Exception {
    Error error = new OutOfMemoryError("this is what the test wants");
    loop.execute(
        () -> {
          throw error;
        });
    assertThat(loop.broken().get(5, SECONDS)).isSameAs(error);
    assertThat(loop.roundTrip()).isNotDone();
  }

  @Test
  void says_so_also_of_an_error_of_a_timer() throws Exception {
    CompletableFuture<Void> set = new CompletableFuture<>();
    loop.execute(
        () -> {
          loop.after(
              1,
              () -> {
                throw new AssertionError("this is what the test wants");
              });
          set.complete(null);
        });
    set.get(5, SECONDS);
    assertThat(loop.broken().get(5, SECONDS)).hasMessage("this is what the test wants");
  }
}
