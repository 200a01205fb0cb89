package org.televisit.vault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tracks of a stream, and how far each has come. */
final class TrackTable {

  /** A recording has two; what exceeds this is not counted, but sealed and played all the same. */
  private static final int MAX_TRACKS = 16;

  private static final int VIDEO = 1;
  private static final int AUDIO = 2;

  /** Longest a last block is taken to last if its track does not say. */
  private static final long LONGEST_STEP_NANOS = 100_000_000;

  private static final class Track {
    int number;
    int type;
    long defaultDurationNanos;
    long last = -1;
    long step;
  }

  private final List<Track> tracks = new ArrayList<>();
  private @Nullable Track video;
  private @Nullable Track audio;

  /** Reads the content of a Tracks element. */
  void declare(byte[] content) {
    Ebml.children(
        content,
        0,
        content.length,
        (id, at, length) -> {
          if (id == Ebml.TRACK_ENTRY && tracks.size() < MAX_TRACKS) {
            add(entry(content, at, length));
          }
        });
  }

  private static Track entry(byte[] content, int from, int length) {
    Track track = new Track();
    Ebml.children(
        content,
        from,
        length,
        (id, at, size) -> {
          long value = size <= 8 ? Ebml.unsigned(content, at, size) : 0;
          switch (id) {
            case Ebml.TRACK_NUMBER -> track.number = value > 0 && value < 127 ? (int) value : 0;
            case Ebml.TRACK_TYPE -> track.type = value == VIDEO || value == AUDIO ? (int) value : 0;
            case Ebml.DEFAULT_DURATION ->
                track.defaultDurationNanos = Math.max(0, Math.min(value, 1_000_000_000L));
            default -> {}
          }
        });
    return track;
  }

  private void add(Track track) {
    tracks.add(track);
    if (track.number != 0 && track.type == VIDEO && video == null) {
      video = track;
    } else if (track.number != 0 && track.type == AUDIO && audio == null) {
      audio = track;
    }
  }

  void advance(long number, long time) {
    for (Track track : tracks) {
      if (track.number == number && time > track.last) {
        track.step = track.last < 0 ? 0 : time - track.last;
        track.last = time;
      }
    }
  }

  /** When the last block of all ends, in ticks. */
  long end(long timestampScale) {
    long end = 0;
    for (Track track : tracks) {
      if (track.last >= 0) {
        long step =
            track.defaultDurationNanos > 0
                ? track.defaultDurationNanos / timestampScale
                : Math.min(track.step, LONGEST_STEP_NANOS / timestampScale);
        end = Math.max(end, track.last + step);
      }
    }
    return end;
  }

  /** Number of the first video track, 0 if there is none. */
  int video() {
    return video == null ? 0 : video.number;
  }

  /** Number of the first audio track, 0 if there is none. */
  int audio() {
    return audio == null ? 0 : audio.number;
  }
}
