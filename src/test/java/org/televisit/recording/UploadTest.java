package org.televisit.recording;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(30)
class UploadTest {

  static final Duration LONG = Duration.ofMinutes(15);

  final Clock clock = Clock.systemUTC();

  /** Blocks like a socket: until the thread is interrupted. */
  private static final class Silent extends InputStream {

    final CountDownLatch reading = new CountDownLatch(1);

    @Override
    public int read() throws IOException {
      reading.countDown();
      try {
        new CountDownLatch(1).await();
        return -1;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // as XNIO does
        throw new InterruptedIOException();
      }
    }
  }

  @Test
  void counts_what_has_come() throws IOException {
    Upload upload = new Upload(new ByteArrayInputStream(new byte[1000]), clock);
    while (upload.read(new byte[300], 0) >= 0) {
      // to the end
    }
    assertThat(upload.received().bytes()).isEqualTo(1000);
  }

  @Test
  void lasts_as_long_as_it_did_though_the_clock_is_set_back() throws IOException {
    Instant noon = Instant.parse("2026-03-02T12:00:00Z");
    Deque<Instant> times =
        new ArrayDeque<>(
            List.of(noon, noon.plusSeconds(30), noon.minusSeconds(3600), noon.minusSeconds(3590)));
    InstantSource set = times::remove;
    Upload upload = new Upload(new ByteArrayInputStream(new byte[30]), set.withZone(UTC));
    List<Duration> lasted = new ArrayList<>();
    while (upload.read(new byte[10], 0) >= 0) {
      lasted.add(upload.received().lasted());
    }
    assertThat(lasted)
        .containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(40));
  }

  @Test
  void says_whether_somebody_waits_for_more() throws Exception {
    Silent media = new Silent();
    Upload upload = new Upload(media, clock);
    assertThat(upload.isBeingRead()).isFalse();
    CompletableFuture<Void> reader =
        CompletableFuture.runAsync(
            () -> {
              try {
                upload.read(new byte[10], 0);
              } catch (IOException e) {
                // it was cut
              }
            });
    media.reading.await();
    assertThat(upload.isBeingRead()).isTrue();
    upload.cut();
    reader.get(20, TimeUnit.SECONDS);
    assertThat(upload.isBeingRead()).isFalse();
  }

  @Test
  void is_left_alone_while_it_is_quiet_for_less_than_it_may_be() throws IOException {
    Upload upload = new Upload(new ByteArrayInputStream(new byte[10]), clock);
    upload.check(Instant.now().plus(LONG).minusSeconds(60), LONG);
    assertThat(upload.read(new byte[10], 0)).isEqualTo(10);
  }

  @Test
  void is_cut_off_when_nothing_came_for_too_long() throws Exception {
    Silent media = new Silent();
    Upload upload = new Upload(media, clock);
    CompletableFuture<Boolean> interrupted = readAndWrite(upload);
    media.reading.await();
    upload.check(Instant.now().plus(LONG).plusSeconds(60), LONG);
    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(upload.broken()).isEqualTo(IngestEnd.SILENT);
  }

  @Test
  void is_cut_off_when_its_recorder_was_stopped_and_it_does_not_end() throws Exception {
    Silent media = new Silent();
    Upload upload = new Upload(media, clock);
    CompletableFuture<Boolean> interrupted = readAndWrite(upload);
    media.reading.await();
    upload.endBy(Instant.now());
    upload.check(Instant.now().plusSeconds(1), LONG);
    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(upload.broken()).isEqualTo(IngestEnd.CUT);
  }

  /** Whether the thread still bears the interrupt when it goes on to write to a file. */
  private static CompletableFuture<Boolean> readAndWrite(Upload upload) {
    return CompletableFuture.supplyAsync(
        () -> {
          assertThatExceptionOfType(IOException.class)
              .isThrownBy(() -> upload.read(new byte[10], 0));
          return Thread.currentThread().isInterrupted();
        });
  }

  @Test
  void a_cut_between_two_reads_interrupts_nothing_else() {
    Upload upload = new Upload(new ByteArrayInputStream(new byte[10]), clock);
    upload.check(Instant.now().plus(LONG).plusSeconds(60), LONG);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> upload.read(new byte[10], 0));
  }
}
