package org.televisit.vault;

import org.televisit.vault.Run.Picture;

/**
 * Cuts a sequence of blocks into runs: at every key frame, but not oftener than once a second for
 * those; where blocks do not follow each other; at every cluster; and after 5 s.
 */
final class RunCutter {

  private static final long LONGEST_NANOS = 5_000_000_000L;
  private static final long SHORTEST_OF_KEY_NANOS = 1_000_000_000L;
  private static final int MOST_BYTES = 64 << 20;

  private final Runs runs = new Runs();
  private boolean complete = true;
  private int keyFrames;

  private boolean open;
  private long start;
  private long end;
  private long clusterTime;
  private long time;
  private Picture picture = Picture.NONE;

  /** One whole block, in the order of the stream. */
  void block(Block block, boolean video, long timestampScale) {
    boolean key = video && block.key();
    if (key) {
      keyFrames++;
    }
    if (!continues(block) || isDue(block, key, timestampScale)) {
      cut();
      open = true;
      start = block.start();
      clusterTime = block.clusterTime();
      time = Math.max(0, block.time());
      picture = key ? Picture.KEY : Picture.NONE;
    }
    end = block.end();
    if (video && picture == Picture.NONE) {
      picture = Picture.DELTA;
    }
  }

  private boolean continues(Block block) {
    return open && block.start() == end && block.clusterTime() == clusterTime;
  }

  private boolean isDue(Block block, boolean key, long timestampScale) {
    long lasted = block.time() - time;
    return lasted >= LONGEST_NANOS / timestampScale
        || block.end() - start > MOST_BYTES
        || (key && (picture != Picture.KEY || lasted >= SHORTEST_OF_KEY_NANOS / timestampScale));
  }

  /** Ends the present run: what follows is no block, or not known. */
  void cut() {
    if (open) {
      complete &= runs.add(current());
      open = false;
    }
  }

  private Run current() {
    return new Run(start, (int) (end - start), clusterTime, time, picture);
  }

  /** All runs so far, the present one included. */
  Runs snapshot() {
    Runs all = runs.copy();
    if (open) {
      all.add(current());
    }
    return all;
  }

  int keyFrames() {
    return keyFrames;
  }

  /** False if there were more runs than are kept. */
  boolean complete() {
    return complete;
  }

  /**
   * A block, or a group with one block.
   *
   * @param start offset in the stream of its first byte, header included
   * @param end offset after its last byte
   * @param clusterTime timestamp of its cluster, in ticks
   * @param time its own timestamp, in ticks
   * @param key whether it decodes without others
   */
  record Block(long start, long end, long clusterTime, long time, boolean key) {}
}
