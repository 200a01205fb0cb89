package org.televisit.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.televisit.vault.Run.Picture;

/**
 * The places that a player may jump to: key frames, sound about every 5 s, and one place after the
 * end. Chromium believes a file to be seekable only if it has a duration and at least two such
 * places, the first of them at the start, for the track that it seeks on.
 */
final class CueSheet {

  private static final long INTERVAL_NANOS = 4_500_000_000L;
  private static final long SENTINEL_NANOS = 1_000_000_000L;

  /** More than 60 hours of cues; a stream with lying timestamps gets no more. */
  private static final int MOST = 50_000;

  private static final int POSITION_WIDTH = 5;

  private static final int CUE_POINT = 0xBB;
  private static final int CUE_TIME = 0xB3;
  private static final int CUE_TRACK_POSITIONS = 0xB7;
  private static final int CUE_TRACK = 0xF7;
  private static final int CUE_CLUSTER_POSITION = 0xF1;

  private record Cue(int run, long time, int video, int audio) {}

  private final List<Cue> cues = new ArrayList<>();

  /**
   * @param repeated whether a run begins with a repeated key frame
   */
  CueSheet(MediaIndex index, IntPredicate repeated) {
    long interval = INTERVAL_NANOS / index.timestampScale();
    long nextVideo = 0;
    long nextAudio = 0;
    Runs runs = index.runs();
    for (int i = 0; i < runs.size() && cues.size() < MOST; i++) {
      Run run = runs.get(i);
      boolean key = run.picture() == Picture.KEY || repeated.test(i);
      boolean video = index.videoTrack() != 0 && key && run.time() >= nextVideo;
      boolean audio = index.audioTrack() != 0 && run.time() >= nextAudio;
      if (video || audio) {
        add(i, run.time(), video ? index.videoTrack() : 0, audio ? index.audioTrack() : 0);
        nextVideo = video ? run.time() + interval : nextVideo;
        nextAudio = audio ? run.time() + interval : nextAudio;
      }
    }
    long sentinel = index.end() + SENTINEL_NANOS / index.timestampScale();
    add(runs.size() - 1, sentinel, index.videoTrack(), index.audioTrack());
  }

  private void add(int run, long time, int video, int audio) {
    cues.add(new Cue(run, time, video, audio));
  }

  /**
   * The Cues element.
   *
   * @param positions of each run's cluster, counted from the start of the segment's content; the
   *     length of the element does not depend on them
   */
  byte[] encode(long[] positions) {
    EbmlWriter points = new EbmlWriter();
    for (Cue cue : cues) {
      EbmlWriter point = new EbmlWriter().unsigned(CUE_TIME, cue.time());
      addTrack(point, cue.video(), positions[cue.run()]);
      addTrack(point, cue.audio(), positions[cue.run()]);
      points.element(CUE_POINT, point);
    }
    return new EbmlWriter().id(Ebml.CUES).wideSize(points.size()).raw(points.toBytes()).toBytes();
  }

  private static void addTrack(EbmlWriter point, int track, long position) {
    if (track != 0) {
      point.element(
          CUE_TRACK_POSITIONS,
          new EbmlWriter()
              .unsigned(CUE_TRACK, track)
              .unsigned(CUE_CLUSTER_POSITION, position, POSITION_WIDTH));
    }
  }
}
