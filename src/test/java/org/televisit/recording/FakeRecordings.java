package org.televisit.recording;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.televisit.media.Capture;
import org.televisit.media.FakeMediaServer.FakeRecorder;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaUnavailableException;

/** Recordings without rows: the media server is asked, and what arrives is told by the test. */
public final class FakeRecordings extends RecordingService {

  /** Progress by recording, as the ingest would tell it. */
  public final Map<RecordingId, RecordingProgress> progress = new HashMap<>();

  /** Sealed length by seat. */
  public final Map<UUID, Duration> stored = new HashMap<>();

  /** Persons without whose consent the last check would refuse. */
  public final Set<String> withoutConsent = new HashSet<>();

  /** What ended, in order, with why: {@code "withdrawn"}. */
  public final List<String> ended = new ArrayList<>();

  /** Recordings that have ended, however often they are stopped. */
  private final Set<RecordingId> over = new HashSet<>();

  /** Recordings of which something is just being stored, and takes its time. */
  public final Set<RecordingId> writing = new HashSet<>();

  /** What the last check makes of a company, by seat. */
  public Function<Company, Map<UUID, RecordingPermit>> permits = company -> Map.of();

  /** The recording that was started last. */
  public RecordingId last = RecordingId.random();

  /** Whether every recording that begins is filled at once, without a test telling so. */
  public boolean fills;

  @Override
  public RunningRecording start(
      RecordedSeat whose, Company company, Pipeline pipeline, RecordingSource source) {
    if (withoutConsent.contains(whose.subject())) {
      throw new ConsentMissingException(whose.appointment(), RecordingPermit.DECLINED);
    }
    RecordingPermit permit =
        permits.apply(company).getOrDefault(whose.seat(), RecordingPermit.UNANSWERED);
    if (!permit.isPermitted()) {
      throw new ConsentMissingException(whose.appointment(), permit);
    }
    if (source.brake().pulled().isPresent()) {
      throw new ConsentMissingException(whose.appointment(), RecordingPermit.DECLINED);
    }
    FakeRecorder recorder =
        (FakeRecorder)
            pipeline.recorder(source.endpoint(), URI.create("http://ingest/x"), source.profile());
    source.brake().attach(why -> recorder.cutOff());
    try {
      recorder.start();
    } catch (MediaUnavailableException e) {
      recorder.cutOff();
      recorder.stop();
      throw e;
    }
    last = RecordingId.random();
    if (fills) {
      progress.put(
          last, new RecordingProgress(Duration.ofSeconds(1), Duration.ZERO, 1000, Map.of()));
    }
    return new RunningRecording(last, recorder);
  }

  @Override
  public boolean pause(RunningRecording recording, RecordingPermit cause) {
    if (progress(recording.id()).isEmpty()) {
      return false;
    }
    try {
      recording.recorder().pause();
      quiet(recording.id());
      return true;
    } catch (MediaUnavailableException e) {
      return false;
    }
  }

  /** Silence begins; as in a test no time passes by itself, it lasts for ever at once. */
  private void quiet(RecordingId id) {
    progress.computeIfPresent(
        id, (key, p) -> new RecordingProgress(p.stored(), Duration.ofDays(1), p.bytes(), Map.of()));
  }

  @Override
  public void resume(RunningRecording recording) {
    recording.recorder().resume();
    progress.computeIfPresent(
        recording.id(),
        (key, p) -> new RecordingProgress(p.stored(), Duration.ZERO, p.bytes(), Map.of()));
  }

  @Override
  public boolean stop(RunningRecording recording, RecordingEnd why) {
    end(recording, why);
    boolean stopped = recording.recorder().stop();
    if (!stopped) {
      ((FakeRecorder) recording.recorder()).cutOff();
    }
    return stopped;
  }

  private void end(RunningRecording recording, RecordingEnd why) {
    if (over.add(recording.id())) {
      ended.add(why.code());
    }
    progress.remove(recording.id());
  }

  @Override
  public void cut(RunningRecording recording, RecordingEnd why) {
    end(recording, why);
    ((FakeRecorder) recording.recorder()).cutOff();
  }

  @Override
  public boolean isWriting(RecordingId id) {
    return writing.contains(id);
  }

  @Override
  public void abandon(RunningRecording recording) {
    ended.add(RecordingEnd.MEDIA_LOST.code()); // the recorder went with its server
    ((FakeRecorder) recording.recorder()).cutOff();
  }

  @Override
  public Optional<RecordingProgress> progress(RecordingId id) {
    return Optional.ofNullable(progress.get(id));
  }

  @Override
  public Duration stored(UUID seat, Capture media) {
    return media == Capture.CAMERA ? stored.getOrDefault(seat, Duration.ZERO) : Duration.ZERO;
  }
}
