package org.televisit.vault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.televisit.vault.TrackHoles.Times;

/** The tracks of a stream, how far each has come, and where it has holes. */
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
    @Nullable MediaTrack main;
    long defaultDurationNanos;
    long first = -1;
    long last = -1;
    long step;
    long blocks;
    final List<TrackHole> holes = new ArrayList<>();

    /** When the last block ends, in ticks. */
    long end(long scale) {
      return last
          + (defaultDurationNanos > 0
              ? defaultDurationNanos / scale
              : Math.min(step, LONGEST_STEP_NANOS / scale));
    }

    Times times(long scale) {
      return new Times(first, last < 0 ? 0 : end(scale), holes);
    }
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
      track.main = MediaTrack.VIDEO;
    } else if (track.number != 0 && track.type == AUDIO && audio == null) {
      audio = track;
      track.main = MediaTrack.AUDIO;
    }
  }

  void advance(long number, long time, long timestampScale) {
    for (Track track : tracks) {
      if (track.number == number) {
        track.blocks++;
        if (time > track.last) {
          noteHole(track, time, timestampScale);
          track.first = track.first < 0 ? time : track.first;
          track.step = track.last < 0 ? 0 : time - track.last;
          track.last = time;
        }
      }
    }
  }

  private static void noteHole(Track track, long time, long scale) {
    MediaTrack kind = track.main;
    if (kind == null || track.last < 0 || time - track.last <= TrackHoles.longest(kind, scale)) {
      return;
    }
    long from = TrackHoles.millis(track.end(scale), scale);
    long to = TrackHoles.millis(time, scale);
    if (track.holes.size() == TrackHoles.MOST) {
      TrackHole last = track.holes.remove(TrackHoles.MOST - 1);
      track.holes.add(new TrackHole(kind, last.fromMillis(), to));
    } else if (from < to) {
      track.holes.add(new TrackHole(kind, from, to));
    }
  }

  /** What of the main tracks is missing so far, in order of time. */
  List<TrackHole> holes(long timestampScale) {
    long end = end(timestampScale);
    long start = start();
    List<TrackHole> holes = new ArrayList<>();
    for (Track track : tracks) {
      if (track.main != null && start >= 0) {
        Times times = track.times(timestampScale);
        holes.addAll(TrackHoles.of(track.main, times, start, end, timestampScale));
      }
    }
    return TrackHoles.inOrder(holes);
  }

  /** When the first block of all begins, in ticks; -1 if there is none. */
  private long start() {
    return tracks.stream().mapToLong(t -> t.first).filter(f -> f >= 0).min().orElse(-1);
  }

  /** Blocks of a main track so far. */
  long blocks(MediaTrack kind) {
    return tracks.stream().filter(t -> t.main == kind).mapToLong(t -> t.blocks).sum();
  }

  /** When the last block of all ends, in ticks. */
  long end(long timestampScale) {
    long end = 0;
    for (Track track : tracks) {
      if (track.last >= 0) {
        end = Math.max(end, track.end(timestampScale));
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
