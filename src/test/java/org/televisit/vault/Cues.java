package org.televisit.vault;

import java.util.ArrayList;
import java.util.List;

/** Reads the cues of a WebM file, as a player would. */
final class Cues {

  private static final int CUE_TIME = 0xB3;
  private static final int CUE_TRACK_POSITIONS = 0xB7;
  private static final int CUE_CLUSTER_POSITION = 0xF1;

  private static final int BLOCK = 0xA1;

  private Cues() {}

  /** Time in ticks and place in the file of each cue point, in the order of the file. */
  static List<long[]> of(byte[] file) {
    List<long[]> cues = new ArrayList<>();
    int at = 0;
    int segment = 0;
    while (at < file.length) {
      int idLength = Ebml.vintLength(file[at]);
      int id = (int) Ebml.unsigned(file, at, idLength);
      int sizeLength = Ebml.vintLength(file[at + idLength]);
      int content = at + idLength + sizeLength;
      int size = (int) Ebml.vint(file, at + idLength, sizeLength);
      if (id == Ebml.CLUSTER) {
        return cues;
      } else if (id == Ebml.SEGMENT) {
        segment = content;
        at = content;
        continue;
      } else if (id == Ebml.CUES) {
        int begin = segment;
        Ebml.children(
            file, content, size, (child, from, length) -> point(file, from, length, begin, cues));
      }
      at = content + size;
    }
    return cues;
  }

  private static void point(byte[] file, int from, int length, int segment, List<long[]> cues) {
    long[] cue = new long[2];
    Ebml.children(
        file,
        from,
        length,
        (id, at, size) -> {
          if (id == CUE_TIME) {
            cue[0] = Ebml.unsigned(file, at, size);
          } else if (id == CUE_TRACK_POSITIONS) {
            Ebml.children(
                file,
                at,
                size,
                (inner, place, width) -> {
                  if (inner == CUE_CLUSTER_POSITION) {
                    cue[1] = segment + Ebml.unsigned(file, place, width);
                  }
                });
          }
        });
    cues.add(cue);
  }

  /** Time in ticks of the first block of the cluster that lies here. */
  static long beginOf(byte[] file, int cluster) {
    int sizeLength = Ebml.vintLength(file[cluster + 4]);
    int size = (int) Ebml.vint(file, cluster + 4, sizeLength);
    long[] times = {0, Long.MIN_VALUE};
    Ebml.children(
        file,
        cluster + 4 + sizeLength,
        size,
        (id, at, length) -> block(file, id, at, length, times));
    return times[1];
  }

  /** The cluster's own time, and that of the first block once it is found. */
  private static void block(byte[] file, int id, int at, int length, long[] times) {
    if (id == Ebml.TIMESTAMP) {
      times[0] = Ebml.unsigned(file, at, length);
    } else if (id == Ebml.BLOCK_GROUP) {
      Ebml.children(file, at, length, (inner, from, size) -> block(file, inner, from, size, times));
    } else if ((id == Ebml.SIMPLE_BLOCK || id == BLOCK) && times[1] == Long.MIN_VALUE) {
      int track = Ebml.vintLength(file[at]);
      times[1] = times[0] + (short) Ebml.unsigned(file, at + track, 2);
    }
  }
}
