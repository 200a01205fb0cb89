package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.identity.Role;
import org.televisit.media.Capture;
import org.televisit.media.EndpointListener;
import org.televisit.media.FakeMediaServer;
import org.televisit.media.IceCandidate;
import org.televisit.media.MediaKind;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaUnavailableException;
import org.televisit.media.RecordingProfile;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.Vault;

/** A recording that must not go on, while media server, database or upload do not play along. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(30)
class RecordingServiceTest {

  static final Duration AT_ONCE = Duration.ofSeconds(1);

  final RecordingId id = RecordingId.random();
  final RecordedSeat whose =
      new RecordedSeat(AppointmentId.random(), UUID.randomUUID(), "sub-p", "Ada", Role.PATIENT);
  final FakeMediaServer media = new FakeMediaServer();
  final Pipeline pipeline = media.open("test");
  final RecordingBrake brake = new RecordingBrake();
  final Ingests ingests = new Ingests();
  final RecordingService service = new RecordingService();
  final List<String> rows = new ArrayList<>();
  Runnable atTheDatabase = () -> {};

  @BeforeEach
  void open(@TempDir Path home) throws IOException {
    ingests.vault = Vault.at(home.resolve("recordings"), home.resolve("kek.json"), true);
    ingests.limits = new IngestLimits();
    ingests.limits.maxBytes = Long.MAX_VALUE;
    ingests.limits.maxDuration = Duration.ofHours(1);
    ingests.clock = Clock.systemUTC();
    service.ingests = ingests;
    service.tokens = new IngestTokens();
    service.late = new LateRows();
    service.clock = Clock.systemUTC();
    service.ingest = URI.create("http://127.0.0.1:1/ingest");
    service.register = new Rows();
  }

  private final class Rows extends RecordingRegister {
    @Override
    RecordingId begin(RecordedSeat seat, Company company, Capture of, IngestToken token) {
      atTheDatabase.run();
      return id;
    }

    @Override
    void stopping(RecordingId recording, RecordingEnd why, Instant at) {
      atTheDatabase.run();
      rows.add("stopping " + why.code() + " after " + media.asked.size());
    }

    @Override
    void fail(RecordingId recording, RecordingFailure why, Instant at) {
      rows.add("failed " + why.code());
    }
  }

  private RunningRecording start() {
    return service.start(
        whose,
        Company.NOBODY,
        pipeline,
        new RecordingSource(
            Capture.CAMERA, pipeline.endpoint(DEAF), RecordingProfile.AUDIO_AND_VIDEO, brake));
  }

  private static final EndpointListener DEAF =
      new EndpointListener() {
        @Override
        public void candidate(IceCandidate candidate) {}

        @Override
        public void flowing(MediaKind kind, boolean flowing, long atMillis) {}
      };

  /** Sends and sends, as a recorder that nobody has stopped. */
  private static final class Sending extends InputStream {
    final CountDownLatch sent = new CountDownLatch(10);
    private int at;

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      byte[] head = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3};
      if (at < head.length) {
        buffer[offset] = head[at++];
        return 1;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(5); // as fast as a camera
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
      sent.countDown();
      return Math.min(length, 100);
    }
  }

  private CompletableFuture<@Nullable Ingested> receive(InputStream upload) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return ingests.receive(id, upload);
          } catch (IOException e) {
            return null; // it was nothing that is kept
          }
        });
  }

  @Test
  void the_brake_ends_an_upload_at_once_whatever_its_recorder_does() throws Exception {
    start();
    media.hangs = true;
    Sending upload = new Sending();
    CompletableFuture<@Nullable Ingested> received = receive(upload);
    upload.sent.await();
    Instant pulled = Instant.now();
    brake.pull(RecordingEnd.WITHDRAWN);
    Ingested kept = received.get(20, TimeUnit.SECONDS);
    assertThat(kept).isNotNull();
    assertThat(kept.at()).isBefore(pulled.plus(AT_ONCE));
    assertThat(ingests.order(id).map(StopOrder::why)).contains(RecordingEnd.WITHDRAWN);
    assertThat(media.asked).noneMatch(asked -> asked.startsWith("stop"));
  }

  @Test
  void an_upload_that_comes_after_its_end_is_not_kept() throws Exception {
    RunningRecording running = start();
    brake.pull(RecordingEnd.WITHDRAWN);
    assertThat(service.stop(running, RecordingEnd.WITHDRAWN)).isTrue();
    assertThat(receive(new Sending()).get(20, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void one_that_is_given_up_is_sealed_at_once_and_its_row_says_why_whenever_it_stops()
      throws Exception {
    RunningRecording running = start();
    media.hangs = true;
    Sending upload = new Sending();
    CompletableFuture<@Nullable Ingested> received = receive(upload);
    upload.sent.await();
    service.cut(running, RecordingEnd.STALLED);
    assertThat(received.get(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(media.asked).noneMatch(asked -> asked.startsWith("stop"));
    assertThat(service.stop(running, RecordingEnd.STALLED)).isFalse();
    media.hangs = false;
    assertThat(service.stop(running, RecordingEnd.STALLED)).isTrue();
    assertThat(rows).allMatch(row -> row.startsWith("stopping stalled")).hasSize(2);
  }

  @Test
  void one_that_is_slow_to_be_stored_is_told_from_one_whose_sender_is_silent() throws Exception {
    start();
    assertThat(service.isWriting(id)).isFalse();
    CountDownLatch disk = new CountDownLatch(1);
    CountDownLatch stuck = new CountDownLatch(1);
    Sending upload = new Sending();
    InstantSource slow =
        () -> {
          if (upload.sent.getCount() == 0) { // between two reads, as in a write that hangs
            stuck.countDown();
            await(disk);
          }
          return Instant.now();
        };
    ingests.clock = slow.withZone(ZoneOffset.UTC);
    CompletableFuture<@Nullable Ingested> received = receive(upload);
    stuck.await();
    assertThat(service.isWriting(id)).isTrue();
    ingests.clock = Clock.systemUTC();
    disk.countDown();
    brake.pull(RecordingEnd.WITHDRAWN);
    assertThat(received.get(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(service.isWriting(id)).isFalse();
  }

  @Test
  void the_recorder_is_stopped_before_the_row_is_written() {
    RunningRecording running = start();
    service.stop(running, RecordingEnd.LEFT);
    assertThat(media.asked).endsWith("stop r1");
    assertThat(rows).containsExactly("stopping left after " + media.asked.size());
  }

  @Test
  void a_database_that_hangs_holds_up_no_brake() throws Exception {
    RunningRecording running = start();
    Sending upload = new Sending();
    CompletableFuture<@Nullable Ingested> received = receive(upload);
    upload.sent.await();
    CountDownLatch locked = new CountDownLatch(1);
    atTheDatabase = () -> await(locked);
    CompletableFuture<Boolean> stopping =
        CompletableFuture.supplyAsync(() -> service.stop(running, RecordingEnd.LEFT));
    brake.pull(RecordingEnd.WITHDRAWN);
    assertThat(received.get(20, TimeUnit.SECONDS)).isNotNull();
    locked.countDown();
    assertThat(stopping.get()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void who_refuses_while_the_database_is_asked_is_never_recorded() {
    atTheDatabase = () -> brake.pull(RecordingEnd.WITHDRAWN);
    assertThatExceptionOfType(ConsentMissingException.class)
        .isThrownBy(this::start)
        .satisfies(e -> assertThat(e.permit()).isEqualTo(RecordingPermit.DECLINED));
    assertThat(media.asked).noneMatch(asked -> asked.startsWith("record"));
    assertThat(rows).singleElement().asString().startsWith("stopping withdrawn");
  }

  @Test
  void a_recorder_that_runs_without_having_said_so_is_stopped_and_not_kept() throws Exception {
    media.startsInSilence = true;
    assertThatExceptionOfType(MediaUnavailableException.class).isThrownBy(this::start);
    assertThat(media.asked).endsWith("stop r1");
    assertThat(rows).containsExactly("failed media-unavailable");
    assertThat(receive(new Sending()).get(20, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void an_upload_that_has_begun_by_then_is_cut() throws Exception {
    media.startsInSilence = true;
    Sending upload = new Sending();
    List<CompletableFuture<@Nullable Ingested>> received = new ArrayList<>();
    media.watch =
        asked -> {
          if (asked.equals("record r1")) {
            received.add(receive(upload));
            await(upload.sent);
          }
        };
    assertThatExceptionOfType(MediaUnavailableException.class).isThrownBy(this::start);
    assertThat(received.get(0).get(20, TimeUnit.SECONDS)).isNotNull();
  }
}
