package org.televisit.vault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A WebM stream taken apart into its blocks, to be put together again as another sender would: like
 * Kurento, with a cluster of unknown size every 32.77 s, or without some of its blocks.
 */
final class LiveStream {

  static final int VIDEO = 1;
  static final int AUDIO = 2;

  /** One block. Time in milliseconds. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(int track, long time, boolean key, byte[] media) {}

  private final byte[] tracks;
  private final List<Part> parts;

  private LiveStream(byte[] tracks, List<Part> parts) {
    this.tracks = tracks;
    this.parts = parts;
  }

  /** Takes the output of ffmpeg apart; tracks are as {@link Ffmpeg} makes them. */
  static LiveStream of(byte[] webm) {
    List<Part> parts = new ArrayList<>();
    byte[][] tracks = new byte[1][];
    long clusterTime = 0;
    int at = 0;
    while (at < webm.length) {
      int idLength = Ebml.vintLength(webm[at]);
      int id = (int) Ebml.unsigned(webm, at, idLength);
      int sizeLength = Ebml.vintLength(webm[at + idLength]);
      int content = at + idLength + sizeLength;
      int size = (int) Ebml.vint(webm, at + idLength, sizeLength);
      boolean container = id == Ebml.SEGMENT || id == Ebml.CLUSTER;
      switch (id) {
        case Ebml.TRACKS -> tracks[0] = Arrays.copyOfRange(webm, at, content + size);
        case Ebml.TIMESTAMP -> clusterTime = Ebml.unsigned(webm, content, size);
        case Ebml.SIMPLE_BLOCK -> parts.add(part(webm, content, size, clusterTime));
        case Ebml.BLOCK_GROUP -> {
          long time = clusterTime;
          Ebml.children(
              webm,
              content,
              size,
              (child, from, length) -> {
                if (child == Ebml.BLOCK) {
                  parts.add(part(webm, from, length, time));
                }
              });
        }
        default -> {}
      }
      at = container ? content : content + size;
    }
    return new LiveStream(tracks[0], parts);
  }

  private static Part part(byte[] webm, int content, int size, long clusterTime) {
    return new Part(
        webm[content] & 0x7f,
        clusterTime + (short) Ebml.unsigned(webm, content + 1, 2),
        (webm[content + 3] & 0x80) != 0,
        Arrays.copyOfRange(webm, content + 4, content + size));
  }

  List<Part> parts() {
    return parts;
  }

  LiveStream only(Predicate<Part> wanted) {
    return new LiveStream(tracks, parts.stream().filter(wanted).toList());
  }

  /** Again and again, each time so many milliseconds later. */
  LiveStream repeated(int times, long millis) {
    List<Part> more = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      for (Part part : parts) {
        more.add(new Part(part.track(), part.time() + i * millis, part.key(), part.media()));
      }
    }
    return new LiveStream(tracks, more);
  }

  /** Followed by another stream of the same tracks, whose first block comes at this time. */
  LiveStream then(LiveStream other, long at) {
    List<Part> more = new ArrayList<>(parts);
    for (Part part : other.parts) {
      more.add(new Part(part.track(), part.time() + at, part.key(), part.media()));
    }
    return new LiveStream(tracks, more);
  }

  /** With everything from this time on so many milliseconds later. */
  LiveStream paused(long from, long millis) {
    List<Part> later = new ArrayList<>();
    for (Part part : parts) {
      long time = part.time() < from ? part.time() : part.time() + millis;
      later.add(new Part(part.track(), time, part.key(), part.media()));
    }
    return new LiveStream(tracks, later);
  }

  /** With some of the blocks so many milliseconds later, among the others. */
  LiveStream delayed(Predicate<Part> which, long millis) {
    return new LiveStream(
        tracks,
        parts.stream()
            .map(
                part ->
                    which.test(part)
                        ? new Part(part.track(), part.time() + millis, part.key(), part.media())
                        : part)
            .sorted(Comparator.comparing(Part::time))
            .toList());
  }

  /** As Kurento sends it. */
  byte[] asKurento() {
    return mux(32_767, false);
  }

  /** With each block in a group of its own, which says what it refers to. */
  byte[] inGroups() {
    return mux(32_767, true);
  }

  byte[] mux(long clusterMillis, boolean groups) {
    EbmlWriter out =
        new EbmlWriter()
            .element(Ebml.EBML, new EbmlWriter().text(0x4282, "webm"))
            .id(Ebml.SEGMENT)
            .bigEndian(0x01FFFFFFFFFFFFFFL, 8)
            .element(Ebml.INFO, new EbmlWriter().unsigned(Ebml.TIMESTAMP_SCALE, 1_000_000))
            .raw(tracks);
    long cluster = -1;
    for (Part part : parts) {
      if (cluster < 0 || part.time() - cluster >= clusterMillis) {
        cluster = part.time();
        out.id(Ebml.CLUSTER).bigEndian(0x01FFFFFFFFFFFFFFL, 8).unsigned(Ebml.TIMESTAMP, cluster);
      }
      if (groups) {
        EbmlWriter group = new EbmlWriter().element(Ebml.BLOCK, block(part, cluster, 0));
        if (!part.key()) {
          group.unsigned(Ebml.REFERENCE_BLOCK, 1);
        }
        out.element(Ebml.BLOCK_GROUP, group);
      } else {
        out.element(Ebml.SIMPLE_BLOCK, block(part, cluster, part.key() ? 0x80 : 0));
      }
    }
    return out.toBytes();
  }

  private static EbmlWriter block(Part part, long cluster, int flags) {
    return new EbmlWriter()
        .bigEndian(0x80 | part.track(), 1)
        .bigEndian(part.time() - cluster, 2)
        .bigEndian(flags, 1)
        .raw(part.media());
  }
}
