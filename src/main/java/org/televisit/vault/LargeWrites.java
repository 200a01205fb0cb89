package org.televisit.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Passes on what is written in a few large pieces of the same size, the last one too. Each piece
 * wakes whoever reads it, which costs more than to copy it; and whoever reads a small last one has
 * asked for the next range while the servlet container still hands the connection over, for which
 * its other thread waits in a loop ({@code bench/README.md}). For one thread.
 */
final class LargeWrites extends OutputStream {

  /** A range that a player asks for without an end. */
  private static final int LARGE = 2 << 20;

  /** For whoever plays while all large ones are taken. */
  private static final int SMALL = 64 << 10;

  private static final byte[] ZEROS = new byte[SMALL];

  /** So many large buffers there are, outside of the heap, from where the kernel takes them. */
  private static final Semaphore LARGE_ONES = new Semaphore(8);

  /** Wiped ones, to use again: to make and clear them costs more. */
  private static final Queue<ByteBuffer> SPARE = new ConcurrentLinkedQueue<>();

  private final WritableByteChannel out;
  private final int pieceLength;
  private final ByteBuffer piece;
  private boolean closed;

  /** So much of the buffer is to be wiped. */
  private int touched;

  /**
   * @param out takes bytes as they come; it is not closed
   * @param total bytes that will be written, if nothing goes wrong
   */
  LargeWrites(WritableByteChannel out, long total) {
    this.out = out;
    this.piece = take();
    long pieces = Math.max(1, (total + piece.capacity() - 1) / piece.capacity());
    this.pieceLength = (int) ((total + pieces - 1) / pieces);
    piece.limit(pieceLength);
  }

  private static ByteBuffer take() {
    if (!LARGE_ONES.tryAcquire()) {
      return ByteBuffer.allocate(SMALL);
    }
    return Optional.ofNullable(SPARE.poll()).orElseGet(() -> ByteBuffer.allocateDirect(LARGE));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    requireOpen();
    int at = offset;
    while (at < offset + count) {
      int taken = Math.min(offset + count - at, piece.remaining());
      piece.put(bytes, at, taken);
      touched = Math.max(touched, piece.position());
      at += taken;
      if (!piece.hasRemaining()) {
        flush();
      }
    }
  }

  /** Passes on what there is. */
  @Override
  public void flush() throws IOException {
    requireOpen();
    piece.flip();
    while (piece.hasRemaining()) {
      out.write(piece);
    }
    piece.clear().limit(pieceLength);
  }

  private void requireOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  /** Passes on nothing more, and leaves nothing in memory. May be repeated. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true; // the buffer may be another's soon
    piece.clear();
    while (piece.position() < touched) {
      piece.put(ZEROS, 0, Math.min(ZEROS.length, touched - piece.position()));
    }
    if (piece.isDirect()) {
      SPARE.add(piece.clear());
      LARGE_ONES.release();
    }
  }
}
