package org.televisit.kurento.rtp;

import org.jspecify.annotations.Nullable;

/**
 * When media was captured, on the scale of its arrival, so that picture and sound of one sender lie
 * side by side. Sound is the measure; pictures are placed beside it by the sender reports of both,
 * or by their arrival where there are none. Sound that paused is moved to where it comes again.
 */
public final class AvClock {

  /** A timestamp that is this far from its arrival is no capture time: the stream jumped. */
  private static final long JUMP_MICROS = 5_000_000;

  /** Reports that disagree with the arrival this much are of different senders. */
  private static final long FOREIGN_MICROS = 2_000_000;

  /** Nothing comes so long before it was captured: it was moved by mistake. */
  private static final long EARLY_MICROS = 100_000;

  /** Pictures that came no longer ago than this tell how late the way is. */
  private static final long RECENT_MICROS = 1_000_000;

  private final Line audio = new Line(Codec.OPUS.clockRate());
  private final Line video = new Line(Codec.VP8.clockRate());
  private SoundLag soundLag = new SoundLag();

  /** By how much sound was moved, which is taken back if it was late after all. */
  private long moved;

  /** One stream's timestamps as a straight line over the time of arrival. */
  private static final class Line {
    int clockRate;
    private SequenceUnwrapper timestamps = SequenceUnwrapper.ofTimestamps();
    private boolean started;
    private long baseTimestamp;
    private long baseArrival;
    private long arrival;
    private long lag;
    private @Nullable SenderClock sender;

    /** A report that came earlier than this is of a line that is no more. */
    private long reportsSince = Long.MIN_VALUE;

    Line(int clockRate) {
      this.clockRate = clockRate;
    }

    void restart() {
      started = false;
      sender = null;
      reportsSince = Long.MIN_VALUE;
    }

    long at(int timestamp, long now) {
      arrival = now;
      if (started) {
        long micros = at(timestamps.unwrap(timestamp));
        lag = now - micros;
        if (Math.abs(lag) < JUMP_MICROS) {
          return micros;
        }
        reportsSince = now;
      }
      started = true;
      timestamps = SequenceUnwrapper.ofTimestamps();
      baseTimestamp = timestamps.unwrap(timestamp);
      baseArrival = now;
      lag = 0;
      return now;
    }

    /** What comes is later by this much than it was, since a report that tells so could come. */
    void shift(long micros, long since) {
      baseArrival += micros;
      lag -= micros;
      reportsSince = since;
    }

    /** How late the way is at present, as far as this stream knows. */
    long lagAt(long now) {
      return started && now - arrival < RECENT_MICROS ? Math.max(0, lag) : 0;
    }

    /** The last report if it is about this line. */
    @Nullable SenderClock report() {
      return sender != null && sender.arrival() >= reportsSince ? sender : null;
    }

    private long at(long unwrapped) {
      return baseArrival + (unwrapped - baseTimestamp) * 1_000_000 / clockRate;
    }
  }

  /** The audio stream is another from now on. */
  public void restartAudio(int clockRate) {
    audio.clockRate = clockRate;
    audio.restart();
    soundLag = new SoundLag();
    moved = 0;
  }

  /** The video stream is another from now on. */
  public void restartVideo() {
    video.restart();
  }

  public void audioReport(SenderClock clock) {
    audio.sender = clock;
  }

  public void videoReport(SenderClock clock) {
    video.sender = clock;
  }

  /** When sound was captured, in microseconds. */
  public long audio(int timestamp, long arrival) {
    long captured = audio.at(timestamp, arrival);
    long pause = soundLag.pause(audio.lag - video.lagAt(arrival), arrival);
    if (pause > 0) {
      audio.shift(pause, soundLag.since());
      moved += pause;
      return captured + pause;
    }
    if (moved > 0 && audio.lag < -EARLY_MICROS) {
      long back = Math.min(moved, -audio.lag);
      audio.shift(-back, arrival);
      moved -= back;
      return captured - back;
    }
    return captured;
  }

  /** When a picture was captured, in microseconds. */
  public long video(int timestamp, long arrival) {
    long alone = video.at(timestamp, arrival);
    @Nullable SenderClock audioSender = audio.report();
    @Nullable SenderClock videoSender = video.report();
    if (!audio.started || audioSender == null || videoSender == null) {
      return alone;
    }
    long reportedAudio = audio.at(audio.timestamps.peek(audioSender.timestamp()));
    long beside =
        reportedAudio
            + videoSender.microsAt(timestamp, video.clockRate)
            - audioSender.microsAt(audioSender.timestamp(), audio.clockRate);
    return Math.abs(beside - alone) < FOREIGN_MICROS ? beside : alone;
  }
}
