package org.televisit.kurento.webm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes WebM of frames, in the order in which they are given. It can be streamed: every byte is
 * final when it is given out. A cluster begins with each video key frame; without video, every 5 s.
 */
public final class WebmWriter {

  private static final int AUDIO_TRACK = 1;
  private static final int VIDEO_TRACK = 2;
  private static final int SEGMENT = 0x18538067;
  private static final int SEEK_HEAD = 0x114D9B74;
  private static final int INFO = 0x1549A966;
  private static final int TRACKS = 0x1654AE6B;
  private static final int CLUSTER = 0x1F43B675;
  private static final int CUES = 0x1C53BB6B;
  private static final int SEEK_HEAD_ROOM = 120;
  private static final long AUDIO_CLUSTER_MILLIS = 5_000;

  /** A block's time is 16 bits, signed, from its cluster's. */
  private static final long LONGEST_CLUSTER_MILLIS = 30_000;

  private static final long LAST_FRAME_MILLIS = 20;
  private static final String APPLICATION = "Televisit media server";

  private record Cue(long millis, int track, long position) {}

  private final WebmLayout layout;
  private final List<Cue> cues = new ArrayList<>();
  private final List<Patch> clusterSizes = new ArrayList<>();
  private long position;
  private long segmentAt;
  private long infoAt;
  private long tracksAt;
  private boolean inCluster;
  private long clusterAt;
  private long clusterMillis;
  private long endMillis;
  private Ebml seekHead = new Ebml();

  public WebmWriter(WebmLayout layout) {
    this.layout = layout;
  }

  /** What the file begins with. */
  public byte[] header() {
    Ebml out = new Ebml().master(0x1A45DFA3, ebmlHeader()).openMaster(SEGMENT);
    segmentAt = out.length();
    if (layout.seekable()) {
      out.filler(SEEK_HEAD_ROOM);
    }
    infoAt = out.length();
    out.master(INFO, info(0));
    tracksAt = out.length();
    out.master(TRACKS, tracks());
    return counted(out);
  }

  private Ebml ebmlHeader() {
    return new Ebml()
        .unsigned(0x4286, 1)
        .unsigned(0x42F7, 1)
        .unsigned(0x42F2, 4)
        .unsigned(0x42F3, 8)
        .text(0x4282, layout.isWebm() ? "webm" : "matroska")
        .unsigned(0x4287, 4)
        .unsigned(0x4285, 2);
  }

  private Ebml info(long durationMillis) {
    Ebml info = new Ebml().unsigned(0x2AD7B1, 1_000_000);
    if (layout.seekable()) {
      info.real(0x4489, (double) durationMillis);
    }
    return info.text(0x4D80, APPLICATION).text(0x5741, APPLICATION);
  }

  private Ebml tracks() {
    Ebml tracks = new Ebml();
    layout.audio().ifPresent(format -> tracks.master(0xAE, audioTrack(format)));
    layout.video().ifPresent(format -> tracks.master(0xAE, videoTrack(format)));
    return tracks;
  }

  private static Ebml audioTrack(TrackFormat format) {
    Ebml track = track(AUDIO_TRACK, 2, format);
    if (format.isOpus()) {
      track.unsigned(0x56AA, 6_500_000).unsigned(0x56BB, 80_000_000);
    }
    Ebml audio = new Ebml().real(0xB5, format.sampleRate()).unsigned(0x9F, format.channels());
    return track.master(0xE1, audio);
  }

  private Ebml videoTrack(TrackFormat format) {
    Ebml size = new Ebml().unsigned(0xB0, layout.width()).unsigned(0xBA, layout.height());
    return track(VIDEO_TRACK, 1, format).master(0xE0, size);
  }

  private static Ebml track(int number, int type, TrackFormat format) {
    Ebml track =
        new Ebml()
            .unsigned(0xD7, number)
            .unsigned(0x73C5, number)
            .unsigned(0x83, type)
            .unsigned(0x9C, 0)
            .text(0x86, format.codecId());
    return format.codecPrivate().length == 0 ? track : track.bytes(0x63A2, format.codecPrivate());
  }

  /** Writes the next frame behind what is in {@code to}. */
  public void frame(WebmFrame frame, ByteArrayOutputStream to) {
    Ebml out = new Ebml(to);
    if (beginsCluster(frame)) {
      closeCluster();
      if (layout.seekable()) {
        int track = frame.video() ? VIDEO_TRACK : AUDIO_TRACK;
        cues.add(new Cue(frame.millis(), track, position - segmentAt));
      }
      inCluster = true;
      clusterMillis = frame.millis();
      out.openMaster(CLUSTER);
      clusterAt = position + out.length();
      out.unsigned(0xE7, clusterMillis);
    }
    endMillis = Math.max(endMillis, frame.millis() + LAST_FRAME_MILLIS);
    out.simpleBlock(
        frame.video() ? VIDEO_TRACK : AUDIO_TRACK,
        (int) (frame.millis() - clusterMillis),
        frame.keyFrame(),
        frame.data());
    position += out.length();
  }

  private void closeCluster() {
    if (inCluster && layout.seekable()) {
      clusterSizes.add(new Patch(clusterAt - 8, Ebml.knownSize(position - clusterAt)));
    }
  }

  private boolean beginsCluster(WebmFrame frame) {
    long age = frame.millis() - clusterMillis;
    return !inCluster
        || (frame.video() && frame.keyFrame())
        || (layout.video().isEmpty() && age >= AUDIO_CLUSTER_MILLIS)
        || Math.abs(age) >= LONGEST_CLUSTER_MILLIS;
  }

  /** What the file ends with; nothing if it is streamed. */
  public byte[] trailer() {
    if (!layout.seekable() || cues.isEmpty()) {
      return new byte[0];
    }
    closeCluster();
    Ebml points = new Ebml();
    for (Cue cue : cues) {
      Ebml at = new Ebml().unsigned(0xF7, cue.track).unsigned(0xF1, cue.position);
      points.master(0xBB, new Ebml().unsigned(0xB3, cue.millis).master(0xB7, at));
    }
    Ebml seeks = new Ebml();
    seek(seeks, INFO, infoAt);
    seek(seeks, TRACKS, tracksAt);
    seek(seeks, CUES, position);
    seekHead = new Ebml().master(SEEK_HEAD, seeks);
    return counted(new Ebml().master(CUES, points));
  }

  private void seek(Ebml seeks, int id, long at) {
    byte[] element = ByteBuffer.allocate(4).putInt(id).array();
    seeks.master(0x4DBB, new Ebml().bytes(0x53AB, element).unsigned64(0x53AC, at - segmentAt));
  }

  /** What to write over other bytes after the trailer; nothing if it is streamed. */
  public List<Patch> patches() {
    if (seekHead.length() == 0) {
      return List.of();
    }
    seekHead.filler(SEEK_HEAD_ROOM - seekHead.length());
    List<Patch> patches = new ArrayList<>(clusterSizes);
    patches.add(new Patch(segmentAt - 8, Ebml.knownSize(position - segmentAt)));
    patches.add(new Patch(segmentAt, seekHead.toBytes()));
    patches.add(new Patch(infoAt, new Ebml().master(INFO, info(endMillis)).toBytes()));
    return patches;
  }

  private byte[] counted(Ebml out) {
    position += out.length();
    return out.toBytes();
  }
}
