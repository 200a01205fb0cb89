package org.televisit.recording;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.televisit.media.MediaServer.Endpoint;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaServer.Recorder;
import org.televisit.media.RecordingProfile;

/** Recordings without rows: the media server is asked, and what arrives is told by the test. */
public final class FakeRecordings extends RecordingService {

  /** Progress by recording, as the ingest would tell it. */
  public final Map<RecordingId, RecordingProgress> progress = new HashMap<>();

  /** Sealed length by seat. */
  public final Map<UUID, Duration> stored = new HashMap<>();

  /** Persons without whose consent the last check would refuse. */
  public final Set<String> withoutConsent = new HashSet<>();

  /** The recording that was started last. */
  public RecordingId last = RecordingId.random();

  @Override
  public RunningRecording start(
      RecordedSeat whose, Pipeline pipeline, Endpoint source, RecordingProfile profile) {
    if (withoutConsent.contains(whose.subject())) {
      throw new ConsentMissingException(whose.appointment());
    }
    Recorder recorder = pipeline.recorder(source, URI.create("http://ingest/x"), profile);
    recorder.start();
    last = RecordingId.random();
    return new RunningRecording(last, recorder);
  }

  @Override
  public void stop(RunningRecording recording) {
    recording.recorder().close();
  }

  @Override
  public void abandon(RunningRecording recording) {
    // the recorder went with its server
  }

  @Override
  public Optional<RecordingProgress> progress(RecordingId id) {
    return Optional.ofNullable(progress.get(id));
  }

  @Override
  public Duration stored(UUID seat) {
    return stored.getOrDefault(seat, Duration.ZERO);
  }
}
