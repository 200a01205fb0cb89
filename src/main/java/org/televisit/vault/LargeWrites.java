package org.televisit.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Passes on what is written in a few large pieces of the same size, the last one too. Each piece
 * wakes whoever reads it; and whoever reads a small last one has asked for the next range while the
 * servlet container still hands the connection over, for which its other thread waits in a loop
 * ({@code bench/README.md}). For one thread.
 */
final class LargeWrites extends OutputStream {

  private static final int MOST = 448 << 10;

  /** Wiped arrays to use again, as many as play at once: to make and clear them costs more. */
  private static final Queue<byte[]> SPARE = new ArrayBlockingQueue<>(8);

  private final OutputStream out;
  private final int pieceLength;
  private byte[] piece;
  private int length;

  /** So much of the array is to be wiped. */
  private int touched;

  /**
   * @param total bytes that will be written, if nothing goes wrong
   */
  LargeWrites(OutputStream out, long total) {
    long pieces = Math.max(1, (total + MOST - 1) / MOST);
    this.out = out;
    this.pieceLength = (int) ((total + pieces - 1) / pieces);
    this.piece = Optional.ofNullable(SPARE.poll()).orElseGet(() -> new byte[MOST]);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    int at = offset;
    while (at < offset + count) {
      int taken = Math.min(offset + count - at, pieceLength - length);
      System.arraycopy(bytes, at, piece, length, taken);
      length += taken;
      touched = Math.max(touched, length);
      at += taken;
      if (length == pieceLength) {
        flush();
      }
    }
  }

  /** Passes on what there is. */
  @Override
  public void flush() throws IOException {
    out.write(piece, 0, length);
    length = 0;
  }

  /** Passes on nothing more, and leaves nothing in memory. May be repeated. */
  @Override
  public void close() {
    if (piece.length > 0) {
      Arrays.fill(piece, 0, touched, (byte) 0);
      SPARE.offer(piece);
      piece = new byte[0]; // nobody writes to another's
      length = 0;
    }
  }
}
