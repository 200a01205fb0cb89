package org.televisit.vault;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The holes of a recording's tracks, in order of time: what an index says of them. An index of
 * before they were noted says nothing.
 */
final class TrackHoles {

  /**
   * Of one track. What stutters more often has one last hole that reaches to its end: rather too
   * much is called missing than too little, and no input makes this grow.
   */
  static final int MOST = 200;

  private static final int LENGTH = 1 + 8 + 8;

  private TrackHoles() {}

  /** What is missing up to {@code end} of a track that has these times. All in ticks. */
  static List<TrackHole> of(MediaTrack track, Times times, long start, long end, long scale) {
    List<TrackHole> holes = new ArrayList<>();
    long longest = longest(track, scale);
    Adder adder = new Adder(track, scale, holes);
    if (times.first() < 0) {
      adder.add(start, end);
      return holes;
    }
    if (times.first() - start > longest) {
      adder.add(start, times.first());
    }
    holes.addAll(times.between());
    if (end - times.end() > longest) {
      adder.add(times.end(), end);
    }
    return holes;
  }

  /**
   * When there is something of one track, in ticks.
   *
   * @param first time of the first block, -1 if there is none
   * @param end when the last block ends
   * @param between the holes between two blocks
   */
  record Times(long first, long end, List<TrackHole> between) {}

  private record Adder(MediaTrack track, long scale, List<TrackHole> holes) {
    void add(long from, long to) {
      long fromMillis = millis(from, scale);
      long toMillis = millis(to, scale);
      if (toMillis > fromMillis) {
        holes.add(new TrackHole(track, fromMillis, toMillis));
      }
    }
  }

  /** In ticks, from one block to the next. */
  static long longest(MediaTrack track, long scale) {
    return Math.max(1, track.longestStep.toNanos() / scale);
  }

  static long millis(long ticks, long scale) {
    return Math.max(0, ticks) * scale / 1_000_000;
  }

  static List<TrackHole> inOrder(List<TrackHole> holes) {
    return holes.stream()
        .sorted(Comparator.comparing(TrackHole::fromMillis).thenComparing(TrackHole::track))
        .toList();
  }

  static int encodedLength(List<TrackHole> holes) {
    return Integer.BYTES + holes.size() * LENGTH;
  }

  static void encode(List<TrackHole> holes, ByteBuffer out) {
    out.putInt(holes.size());
    for (TrackHole hole : holes) {
      out.put(hole.track().code).putLong(hole.fromMillis()).putLong(hole.toMillis());
    }
  }

  /**
   * @throws IllegalArgumentException if these bytes are no list of holes
   */
  static List<TrackHole> decode(ByteBuffer in) {
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / LENGTH) {
      throw new IllegalArgumentException("a list of " + count + " holes");
    }
    List<TrackHole> holes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      holes.add(new TrackHole(MediaTrack.of(in.get()), in.getLong(), in.getLong()));
    }
    return List.copyOf(holes);
  }
}
