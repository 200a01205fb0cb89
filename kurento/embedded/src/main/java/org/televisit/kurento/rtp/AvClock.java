package org.televisit.kurento.rtp;

import org.jspecify.annotations.Nullable;

/**
 * When media was captured, on the scale of its arrival, so that picture and sound of one sender lie
 * side by side. Sound is the measure; pictures are placed beside it by the sender reports of both,
 * or by their arrival where there are none.
 */
public final class AvClock {

  /** A timestamp that is this far from its arrival is no capture time: the stream jumped. */
  private static final long JUMP_MICROS = 5_000_000;

  /** Reports that disagree with the arrival this much are of different senders. */
  private static final long FOREIGN_MICROS = 2_000_000;

  private final Line audio = new Line(Codec.OPUS.clockRate());
  private final Line video = new Line(Codec.VP8.clockRate());

  /** One stream's timestamps as a straight line over the time of arrival. */
  private static final class Line {
    int clockRate;
    private SequenceUnwrapper timestamps = SequenceUnwrapper.ofTimestamps();
    private boolean started;
    private long baseTimestamp;
    private long baseArrival;
    private @Nullable SenderClock sender;

    Line(int clockRate) {
      this.clockRate = clockRate;
    }

    void restart() {
      started = false;
      sender = null;
    }

    long at(int timestamp, long arrival) {
      if (started) {
        long micros = at(timestamps.unwrap(timestamp));
        if (Math.abs(micros - arrival) < JUMP_MICROS) {
          return micros;
        }
      }
      started = true;
      timestamps = SequenceUnwrapper.ofTimestamps();
      baseTimestamp = timestamps.unwrap(timestamp);
      baseArrival = arrival;
      return arrival;
    }

    private long at(long unwrapped) {
      return baseArrival + (unwrapped - baseTimestamp) * 1_000_000 / clockRate;
    }
  }

  /** The audio stream is another from now on. */
  public void restartAudio(int clockRate) {
    audio.clockRate = clockRate;
    audio.restart();
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
    return audio.at(timestamp, arrival);
  }

  /** When a picture was captured, in microseconds. */
  public long video(int timestamp, long arrival) {
    long alone = video.at(timestamp, arrival);
    @Nullable SenderClock audioSender = audio.sender;
    @Nullable SenderClock videoSender = video.sender;
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
