package org.televisit.vault;

/**
 * A stretch of the stream in which block follows block under one cluster timestamp. Each run is
 * served as a cluster of its own, so a run is also what a player can jump to.
 *
 * @param start offset in the stream of its first block's first byte
 * @param length bytes, blocks only
 * @param clusterTime timestamp of the cluster it was taken from, in ticks
 * @param time when its first block is to be shown, in ticks; never negative
 */
record Run(long start, int length, long clusterTime, long time, Picture picture) {

  /** What a run holds of the main video track. */
  enum Picture {
    /** Not one block. */
    NONE(0),
    /** Pictures, but it does not begin with one that decodes alone. */
    DELTA(1),
    /** It begins with a key frame. */
    KEY(2);

    private static final Picture[] VALUES = values();

    /** How it is written in an index; also its place in the declaration. */
    final byte code;

    Picture(int code) {
      this.code = (byte) code;
    }

    static Picture of(byte code) {
      if (code < 0 || code >= VALUES.length) {
        throw new IllegalArgumentException("a picture of kind " + code);
      }
      return VALUES[code];
    }
  }
}
