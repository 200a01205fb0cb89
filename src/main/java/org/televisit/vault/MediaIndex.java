package org.televisit.vault;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * What playback needs to know of a stream.
 *
 * @param tracks the Tracks element as it came, header included; empty if none came
 * @param videoTrack number of the main video track, 0 if there is none
 * @param audioTrack number of the main audio track, 0 if there is none
 * @param timestampScale nanoseconds of a tick
 * @param end when the last block ends, in ticks
 * @param keyFrames key frames of the main video track
 * @param complete false if the stream held something that was not understood
 * @param holes where one of the main tracks is missing, in order of time; none in an index of
 *     version 1, which did not note them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MediaIndex(
    byte[] tracks,
    int videoTrack,
    int audioTrack,
    long timestampScale,
    long end,
    int keyFrames,
    boolean complete,
    Runs runs,
    List<TrackHole> holes) {

  /** Of a stream of which nothing was understood. */
  static final MediaIndex NOTHING =
      new MediaIndex(new byte[0], 0, 0, 1_000_000, 0, 0, false, new Runs(), List.of());

  private static final byte VERSION = 2;

  private static final byte WITHOUT_HOLES = 1;

  Duration duration() {
    return Duration.ofMillis(end * timestampScale / 1_000_000);
  }

  MediaIndex incomplete() {
    return new MediaIndex(
        tracks, videoTrack, audioTrack, timestampScale, end, keyFrames, false, runs, holes);
  }

  boolean playable() {
    return tracks.length > 0 && runs.size() > 0 && videoTrack + audioTrack > 0;
  }

  int encodedLength() {
    return 1
        + 1
        + 1
        + 8
        + 8
        + 4
        + 1
        + 4
        + tracks.length
        + 4
        + runs.encodedLength()
        + TrackHoles.encodedLength(holes);
  }

  void encode(ByteBuffer out) {
    out.put(VERSION).put((byte) videoTrack).put((byte) audioTrack);
    out.putLong(timestampScale).putLong(end).putInt(keyFrames).put((byte) (complete ? 1 : 0));
    out.putInt(tracks.length).put(tracks);
    out.putInt(runs.encodedLength()).put(runs.bytes());
    TrackHoles.encode(holes, out);
  }

  /**
   * @throws IllegalArgumentException if these bytes are no index of such a stream
   */
  static MediaIndex decode(ByteBuffer in, long streamLength) {
    try {
      byte version = in.get();
      if (version != VERSION && version != WITHOUT_HOLES) {
        throw new IllegalArgumentException("an index of version " + version);
      }
      int video = in.get();
      int audio = in.get();
      long scale = in.getLong();
      long end = in.getLong();
      if (scale < 1_000 || scale > 1_000_000_000 || end < 0 || end > Long.MAX_VALUE / scale) {
        throw new IllegalArgumentException("times of " + end + " x " + scale + " ns");
      }
      int keyFrames = in.getInt();
      boolean complete = in.get() == 1;
      byte[] tracks = bytes(in);
      Runs runs = Runs.parse(bytes(in), streamLength);
      List<TrackHole> holes = version == WITHOUT_HOLES ? List.of() : TrackHoles.decode(in);
      return new MediaIndex(tracks, video, audio, scale, end, keyFrames, complete, runs, holes);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("an index that ends too early", e);
    }
  }

  private static byte[] bytes(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("a field of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
