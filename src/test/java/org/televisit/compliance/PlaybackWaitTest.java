package org.televisit.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.compliance.PlaybackFixture.OFFICER;
import static org.televisit.compliance.PlaybackFixture.VISIT;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.recording.RecordingId;

/** A long recording is read for a while before its first byte is sent. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlaybackWaitTest {

  PlaybackFixture visit;
  ReviewGrant grant;
  final PlaybackServlet servlet = new PlaybackServlet();
  final ExecutorService others = Executors.newCachedThreadPool();

  /** One for each recording that is being read, and one for each that may be opened then. */
  final Semaphore reading = new Semaphore(0);

  final Semaphore mayOpen = new Semaphore(0);

  @BeforeEach
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  void slowStore(@TempDir Path directory) throws IOException {
    visit = new PlaybackFixture(directory);
    visit.service.playbacks = new Playbacks(64, Duration.ofMillis(50));
    visit.whileOpening =
        () -> {
          reading.release();
          mayOpen.acquireUninterruptibly();
        };
    servlet.service = visit.service;
    grant = visit.grant(OFFICER, VISIT);
  }

  @AfterEach
  void stop() {
    mayOpen.release(100);
    others.shutdown();
  }

  private Callable<Exchange> asking(RecordingId recording, String method) {
    return () ->
        new Exchange(OFFICER, "/" + grant.getId() + "/" + recording)
            .with("Range", "bytes=0-99")
            .send(servlet, method);
  }

  @Test
  void who_asks_meanwhile_is_told_to_ask_again_and_it_is_read_once() throws Exception {
    RecordingId recording = visit.seal(TinyWebm.ofSeconds(5));
    Future<Exchange> first = others.submit(asking(recording, "GET"));
    reading.acquire();
    for (String method : List.of("GET", "HEAD")) {
      Exchange meanwhile = asking(recording, method).call();
      assertThat(meanwhile.status).isEqualTo(503);
      assertThat(meanwhile.answered).containsEntry("Retry-After", "2");
      assertThat(meanwhile.body.size()).isZero();
    }
    mayOpen.release();
    assertThat(first.get().status).isEqualTo(206);
    assertThat(asking(recording, "GET").call().status).isEqualTo(206);
    assertThat(visit.openings).isEqualTo(1);
  }

  @Test
  void a_store_that_cannot_be_read_is_asked_again_at_once() throws Exception {
    RecordingId recording = visit.seal(TinyWebm.ofSeconds(5));
    mayOpen.release(2);
    visit.storeWorks = false;
    Exchange away = asking(recording, "GET").call();
    assertThat(away.status).isEqualTo(503);
    assertThat(away.answered).doesNotContainKey("Retry-After");
    visit.storeWorks = true;
    assertThat(asking(recording, "GET").call().status).isEqualTo(206);
  }

  @Test
  void no_more_than_two_are_read_at_once() throws Exception {
    List<Future<Exchange>> asked = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      asked.add(others.submit(asking(visit.seal(TinyWebm.ofSeconds(5)), "GET")));
    }
    reading.acquire(2);
    for (int i = 0; i < 2; i++) {
      assertThat(reading.availablePermits()).isZero();
      mayOpen.release();
      reading.acquire(); // the next one begins only now
    }
    mayOpen.release(2);
    for (Future<Exchange> answer : asked) {
      assertThat(answer.get().status).isEqualTo(206);
    }
  }
}
