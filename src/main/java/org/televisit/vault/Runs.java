package org.televisit.vault;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.televisit.vault.Run.Picture;

/**
 * The runs of a recording in the order of the stream, 23 bytes each, in memory as in the index
 * frame: an hour has about a thousand.
 */
final class Runs {

  /** Enough for an 8 hour stream with a cluster every 100 ms; it bounds the memory at 12 MB. */
  static final int MAX = 1 << 19;

  private static final int LENGTH = 8 + 4 + 8 + 2 + 1;

  private ByteBuffer runs;

  Runs() {
    this(ByteBuffer.allocate(64 * LENGTH).limit(0));
  }

  private Runs(ByteBuffer runs) {
    this.runs = runs;
  }

  int size() {
    return runs.limit() / LENGTH;
  }

  /**
   * Adds a run at the end.
   *
   * @return false if there is no room for it
   */
  boolean add(Run run) {
    if (size() == MAX) {
      return false;
    }
    int at = runs.limit();
    if (at == runs.capacity()) {
      runs = ByteBuffer.wrap(Arrays.copyOf(runs.array(), Math.max(at * 2, 64 * LENGTH)));
    }
    runs.limit(at + LENGTH);
    runs.putLong(at, run.start());
    runs.putInt(at + 8, run.length());
    runs.putLong(at + 12, run.clusterTime());
    runs.putShort(at + 20, (short) (run.time() - run.clusterTime()));
    runs.put(at + 22, run.picture().code);
    return true;
  }

  Run get(int index) {
    int at = index * LENGTH;
    long clusterTime = runs.getLong(at + 12);
    return new Run(
        runs.getLong(at),
        runs.getInt(at + 8),
        clusterTime,
        clusterTime + runs.getShort(at + 20),
        Picture.of(runs.get(at + 22)));
  }

  int encodedLength() {
    return runs.limit();
  }

  Runs copy() {
    return new Runs(ByteBuffer.wrap(bytes()));
  }

  byte[] bytes() {
    return Arrays.copyOf(runs.array(), runs.limit());
  }

  /**
   * @param streamLength bytes of the stream that the runs must lie in
   * @throws IllegalArgumentException if these are not runs of such a stream, in order
   */
  static Runs parse(byte[] bytes, long streamLength) {
    if (bytes.length % LENGTH != 0) {
      throw new IllegalArgumentException("runs of " + bytes.length + " bytes");
    }
    for (int at = 22; at < bytes.length; at += LENGTH) {
      Picture.of(bytes[at]);
    }
    Runs runs = new Runs(ByteBuffer.wrap(bytes));
    long end = 0;
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      if (run.start() < end || run.length() <= 0 || run.length() > streamLength - run.start()) {
        throw new IllegalArgumentException("run " + i + " lies outside: " + run);
      }
      end = run.start() + run.length();
    }
    return runs;
  }
}
