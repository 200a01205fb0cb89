package org.televisit.vault;

import java.io.EOFException;
import java.io.IOException;

/**
 * A sealed file in an object store. Each request takes what is asked for and, ahead of it, what is
 * likely to be asked for next; the more, the longer the file has been read in order.
 */
final class S3Bytes implements SealedBytes {

  private static final int LEAST_AHEAD = 64 * 1024;
  private static final int MOST_AHEAD = 4 << 20;

  /** Gets bytes of the object. */
  interface Fetch {
    byte[] get(long from, int length) throws IOException;
  }

  /**
   * The object as the store describes it.
   *
   * @param size bytes
   * @param version changes whenever the object does
   */
  record Description(long size, String version) {}

  private final Fetch fetch;
  private final Description object;
  private int ahead;
  private byte[] window = {};
  private long windowAt;

  /**
   * @param ahead bytes that are likely to be read in one go
   */
  S3Bytes(Fetch fetch, Description object, long ahead) {
    this.fetch = fetch;
    this.object = object;
    this.ahead = (int) Math.max(LEAST_AHEAD, Math.min(ahead, MOST_AHEAD));
  }

  @Override
  public long size() {
    return object.size();
  }

  @Override
  public String version() {
    return object.version();
  }

  @Override
  public void read(long position, byte[] into, int length) throws IOException {
    if (position < 0 || position + length > size()) {
      throw new EOFException("the object ends at " + size());
    }
    int done = 0;
    while (done < length) {
      long at = position + done;
      if (at < windowAt || at >= windowAt + window.length) {
        fill(at, length - done);
      }
      int from = (int) (at - windowAt);
      int taken = Math.min(length - done, window.length - from);
      System.arraycopy(window, from, into, done, taken);
      done += taken;
    }
  }

  private void fill(long at, int wanted) throws IOException {
    boolean inOrder = window.length > 0 && at == windowAt + window.length;
    ahead = inOrder ? Math.min(ahead * 2, MOST_AHEAD) : ahead;
    int length = (int) Math.min(Math.max(wanted, ahead), size() - at);
    byte[] got = fetch.get(at, length);
    if (got.length != length) {
      throw new IOException("the store sent %d of %d bytes".formatted(got.length, length));
    }
    window = got;
    windowAt = at;
  }

  @Override
  public void close() {
    window = new byte[0];
  }
}
