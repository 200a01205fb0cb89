package org.televisit.kurento.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The media loop, when what it runs fails. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MediaLoopTest {

  private final MediaLoop loop;

  MediaLoopTest() throws IOException {
    loop =
        MediaLoop.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            (buffer, length, from) -> {});
  }

  @AfterEach
  void close() {
    loop.close();
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
