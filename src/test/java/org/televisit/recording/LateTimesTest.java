package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.identity.Role;
import org.televisit.media.Capture;
import org.televisit.media.EndpointListener;
import org.televisit.media.FakeMediaServer;
import org.televisit.media.IceCandidate;
import org.televisit.media.MediaKind;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.RecordingProfile;
import org.televisit.scheduling.AppointmentId;

/** Whatever is written late must say when it happened, not when it was written. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LateTimesTest {

  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  final RecordingId id = RecordingId.random();
  final FakeMediaServer media = new FakeMediaServer();
  final LateRows late = new LateRows();
  final RecordingService service = new RecordingService();
  final List<String> rows = new ArrayList<>();
  Instant now = NOON;
  boolean away = true;

  /** Says what a row would hold. */
  private final class Rows extends RecordingRegister {

    private void write(String what, Instant at) {
      if (away) {
        throw new IllegalStateException(new SQLException("gone", "08006"));
      }
      rows.add(what + " at " + Duration.between(NOON, at).toSeconds());
    }

    @Override
    RecordingId begin(RecordedSeat whose, Company company, Capture capture, IngestToken token) {
      return id;
    }

    @Override
    Optional<RecordingId> arrive(IngestToken token, Instant at) {
      write("arrived", at);
      return Optional.of(id);
    }

    @Override
    void paused(RecordingId recording, RecordingPermit cause, Instant at) {
      write("paused", at);
    }

    @Override
    void resumed(RecordingId recording, Instant at) {
      write("resumed", at);
    }

    @Override
    void stopping(RecordingId recording, RecordingEnd why, Instant at) {
      write("stopping", at);
    }

    @Override
    void fail(RecordingId recording, RecordingFailure why, Instant at) {
      write("failed", at);
    }
  }

  private static final class Deaf implements EndpointListener {
    @Override
    public void candidate(IceCandidate candidate) {}

    @Override
    public void flowing(MediaKind kind, boolean flowing, long atMillis) {}
  }

  private static final class Uploads extends Ingests {
    @Override
    Optional<RecordingProgress> progress(RecordingId recording) {
      return Optional.of(
          new RecordingProgress(Duration.ofSeconds(1), Duration.ZERO, 1000, Map.of()));
    }
  }

  @BeforeEach
  void aClinicWithoutItsDatabase() {
    service.register = new Rows();
    service.late = late;
    service.tokens = new IngestTokens();
    service.ingests = new Uploads();
    service.ingests.clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    service.clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    service.ingest = URI.create("http://ingest/");
  }

  private RunningRecording started() {
    Pipeline pipeline = media.open("room");
    RecordedSeat whose =
        new RecordedSeat(AppointmentId.random(), UUID.randomUUID(), "anna", "Anna", Role.PATIENT);
    return service.start(
        whose,
        new Company(true, "anna", List.of()),
        pipeline,
        new RecordingSource(
            Capture.CAMERA,
            pipeline.endpoint(new Deaf()),
            RecordingProfile.AUDIO_AND_VIDEO,
            new RecordingBrake()));
  }

  private void passes(int seconds) {
    now = now.plusSeconds(seconds);
  }

  @Test
  void pauses_and_ends_keep_their_moment_through_an_outage_of_the_database() {
    RunningRecording recording = started();
    passes(10);
    assertThat(service.pause(recording, RecordingPermit.ANOTHER_DECLINED)).isTrue();
    passes(7);
    service.resume(recording);
    passes(20);
    service.stop(recording, RecordingEnd.LEFT);
    assertThat(rows).isEmpty();

    passes(120);
    away = false;
    late.catchUp();
    assertThat(rows).containsExactly("paused at 10", "resumed at 17", "stopping at 37");
  }

  @Test
  void so_does_what_is_given_up_with_its_media_server() {
    RunningRecording recording = started();
    passes(5);
    service.abandon(recording);
    passes(60);
    away = false;
    late.catchUp();
    assertThat(rows).containsExactly("stopping at 5");
  }

  @Test
  void so_does_an_upload_that_waits_for_the_database_although_its_token_is_known_here() {
    IngestGate gate = new IngestGate();
    gate.tokens = service.tokens;
    gate.register = service.register;
    gate.late = late;
    gate.clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    gate.rows =
        new IngestRegister() {
          @Override
          void arrived(RecordingId recording, Instant at) {
            service.register.arrive(IngestToken.random(), at);
          }
        };
    IngestToken token = IngestToken.random();
    gate.tokens.issue(token, id);
    passes(3);
    assertThat(gate.admit(token)).contains(id);
    passes(90);
    away = false;
    late.catchUp();
    assertThat(rows).containsExactly("arrived at 3");
  }

  @Test
  void so_does_what_was_no_recording_at_all() {
    IngestDesk desk = new IngestDesk();
    desk.ingests = service.ingests;
    desk.late = late;
    desk.clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    desk.rows =
        new IngestRegister() {
          @Override
          void failed(
              RecordingId recording, RecordingFailure why, Optional<StopOrder> order, Instant at) {
            service.register.fail(recording, why, at);
          }
        };
    passes(4);
    desk.receive(id, new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 5}));
    passes(90);
    away = false;
    late.catchUp();
    assertThat(rows).containsExactly("failed at 4");
  }
}
