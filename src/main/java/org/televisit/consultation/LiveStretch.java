package org.televisit.consultation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.televisit.consultation.SeatRecording.State;
import org.televisit.media.MediaKind;
import org.televisit.recording.RecordingBrake;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingProgress;
import org.televisit.recording.RunningRecording;

/**
 * A stretch that is being recorded. What has arrived of it is told by its ingest's progress, which
 * is empty before the first byte.
 *
 * @param since when it began, or went on after its last pause
 * @param pausedAt null unless it is paused
 */
record LiveStretch(
    RunningRecording recording,
    RecordingBrake brake,
    Set<MediaKind> kinds,
    Instant since,
    @Nullable Instant pausedAt) {

  /**
   * Silence that is an alarm. Looked at twice a second, so that everybody knows within five seconds
   * after the last byte, of which it takes up to one to arrive.
   */
  private static final Duration ALARM = Duration.ofSeconds(3);

  /** The same before the first byte: a media server that is cold takes its time. */
  static final Duration SLOW_START = Duration.ofSeconds(4);

  RecordingId id() {
    return recording.id();
  }

  LiveStretch paused(Instant now) {
    return new LiveStretch(recording, brake, kinds, since, now);
  }

  LiveStretch resumed(Instant now) {
    return new LiveStretch(recording, brake, kinds, now, null);
  }

  /** For how long nothing has arrived although it should. */
  Duration silence(Optional<RecordingProgress> progress, Instant now) {
    return silence(progress, RecordingProgress::silence, now);
  }

  private Duration silence(
      Optional<RecordingProgress> progress,
      Function<RecordingProgress, Duration> measured,
      Instant now) {
    Duration total = Duration.between(since, now);
    return progress.map(measured).filter(silence -> silence.compareTo(total) < 0).orElse(total);
  }

  /** Whether it has begun to arrive, and goes on. */
  boolean arrives(Optional<RecordingProgress> progress, Instant now) {
    return progress.isPresent() && silence(progress, now).compareTo(ALARM) < 0;
  }

  /** Whether nothing arrives any more, or never has, for so long that it is an alarm. */
  boolean isOverdue(Optional<RecordingProgress> progress, Instant now) {
    return pausedAt == null
        && silence(progress, now).compareTo(progress.isPresent() ? ALARM : SLOW_START) >= 0;
  }

  /**
   * How it stands.
   *
   * @param flowing what reaches the media server
   */
  State state(Optional<RecordingProgress> progress, Set<MediaKind> flowing, Instant now) {
    if (pausedAt != null) {
      return State.PAUSED;
    }
    if (isOverdue(progress, now)) {
      return State.STALLED;
    }
    if (progress.isPresent() && kinds.size() > 1) {
      if (lacks(MediaKind.AUDIO, progress, flowing, now)) {
        return State.NO_SOUND;
      }
      if (lacks(MediaKind.VIDEO, progress, flowing, now)) {
        return State.NO_PICTURE;
      }
    }
    boolean empty = progress.map(RecordingProgress::stored).map(Duration::isZero).orElse(true);
    return empty ? State.STARTING : State.RECORDING;
  }

  /**
   * Whether this kind reaches the media server and not the ingest. One that has ceased to flow in,
   * as of a microphone that was unplugged, is no loss: a stretch without it is about to begin. Who
   * mutes themselves goes on sending silence, or black.
   */
  private boolean lacks(
      MediaKind kind, Optional<RecordingProgress> progress, Set<MediaKind> flowing, Instant now) {
    return flowing.contains(kind)
        && silence(progress, p -> p.silenceOf(kind), now).compareTo(ALARM) >= 0;
  }
}
