package org.televisit.consultation;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.televisit.consultation.SeatRecording.State;
import org.televisit.media.MediaKind;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaUnavailableException;
import org.televisit.media.RecordingProfile;
import org.televisit.recording.ConsentMissingException;
import org.televisit.recording.RecordedSeat;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingPermit;
import org.televisit.recording.RecordingProgress;
import org.televisit.recording.RecordingService;
import org.televisit.recording.RunningRecording;

/**
 * Records one person, stretch by stretch, while they consent and something flows. A new connection,
 * a kind of media that joins in, or a recorder that falls silent each begin a new stretch. In the
 * room's queue only.
 */
final class SeatRecorder {

  private static final Logger LOG = System.getLogger(SeatRecorder.class.getName());

  /** Silence that is an alarm. */
  private static final Duration ALARM = Duration.ofSeconds(5);

  /** Silence after which a new recorder is tried. */
  private static final Duration GIVE_UP = Duration.ofSeconds(15);

  private static final int LONGEST_PAUSE_SECONDS = 30;

  private record Stretch(RunningRecording recording, Set<MediaKind> kinds, Instant since) {}

  private final RecordedSeat whose;
  private final RecordingService service;
  private boolean consented;
  private @Nullable Stretch current;
  private Duration stored;
  private Instant notBefore = Instant.MIN;
  private int failures;

  SeatRecorder(RecordedSeat whose, RecordingService service) {
    this.whose = whose;
    this.service = service;
    this.stored = service.stored(whose.seat());
  }

  /** What the person permits now; a withdrawal stops the recorder before anything else. */
  void consented(boolean permits) {
    consented = permits;
    if (!permits) {
      stop();
    }
  }

  /** Begins a stretch if it is time to; ends one that no longer fits what flows. */
  void consider(Pipeline pipeline, Publication publication, Instant now) {
    Stretch running = current;
    if (running != null && outgrown(running, publication.flowing(), now)) {
      stop();
    }
    if (current != null || !consented || now.isBefore(notBefore) || !publication.isReady(now)) {
      return;
    }
    Set<MediaKind> kinds = publication.flowing();
    try {
      RunningRecording recording =
          service.start(whose, pipeline, publication.endpoint(), RecordingProfile.of(kinds));
      current = new Stretch(recording, kinds, now);
    } catch (ConsentMissingException e) {
      consented = false; // withdrawn, and the news is still on its way
    } catch (MediaUnavailableException e) {
      failed(now);
      throw e;
    }
  }

  private boolean outgrown(Stretch running, Set<MediaKind> flowing, Instant now) {
    if (!running.kinds.containsAll(flowing)) {
      return true;
    }
    Duration silence = silence(running, now);
    if (service.progress(running.recording.id()).isPresent() && silence.compareTo(ALARM) < 0) {
      failures = 0;
    }
    if (flowing.isEmpty() || silence.compareTo(GIVE_UP) < 0) {
      return false;
    }
    LOG.log(WARNING, "{0}: nothing arrives, a new stretch begins", running.recording.id().entity());
    failed(now);
    return true;
  }

  private Duration silence(Stretch running, Instant now) {
    return service
        .progress(running.recording.id())
        .map(RecordingProgress::silence)
        .orElseGet(() -> Duration.between(running.since, now));
  }

  /** Stops, if something runs, and waits until the media server has sent the rest. */
  void stop() {
    Stretch running = current;
    current = null;
    if (running != null) {
      service.stop(running.recording);
    }
  }

  /** Forgets the recorder, which has gone with its media server. */
  void abandon() {
    Stretch running = current;
    current = null;
    if (running != null) {
      service.abandon(running.recording);
    }
  }

  /** A stretch has ended, by us or by itself; in the second case another one is tried soon. */
  void ended(RecordingId id, Instant now) {
    stored = service.stored(whose.seat());
    Stretch running = current;
    if (running != null && running.recording.id().equals(id)) {
      failed(now);
      stop();
    }
  }

  private void failed(Instant now) {
    failures++;
    int pause = Math.min(LONGEST_PAUSE_SECONDS, 1 << Math.min(failures, 5));
    notBefore = now.plusSeconds(pause);
  }

  /** Whether a picture is being recorded, which needs key frames. */
  boolean wantsKeyFrames() {
    return current != null && current.kinds.contains(MediaKind.VIDEO);
  }

  /**
   * @param expected whether something of this person should be recorded now
   */
  SeatRecording view(boolean expected, Instant now) {
    Stretch running = current;
    if (!consented) {
      return view(State.DECLINED, stored);
    }
    if (running == null) {
      return view(!expected ? State.OFF : failures > 0 ? State.FAILED : State.STARTING, stored);
    }
    Duration safe =
        service
            .progress(running.recording.id())
            .map(RecordingProgress::stored)
            .map(stored::plus)
            .orElse(stored);
    boolean alarm = silence(running, now).compareTo(ALARM) >= 0;
    State state = alarm ? State.STALLED : safe.equals(stored) ? State.STARTING : State.RECORDING;
    return view(state, safe);
  }

  private SeatRecording view(State state, Duration safe) {
    RecordingPermit permit =
        state == State.DECLINED ? RecordingPermit.DECLINED : RecordingPermit.PERMITTED;
    return new SeatRecording(Picture.camera(whose.seat()), state, permit, safe);
  }
}
