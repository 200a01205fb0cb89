package org.televisit.vault;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Adds frames to the end of a file. Not safe for use by several threads at once, but that {@link
 * #force} may be called by another.
 */
final class SealedAppender implements Closeable {

  private final FileChannel file;
  private final RecordingKey key;
  private volatile boolean dirty;

  SealedAppender(FileChannel file, RecordingKey key) throws IOException {
    this.file = file;
    this.key = key;
    file.position(file.size());
  }

  /**
   * Seals and writes one frame. If that fails, the file is cut back to what it was, as far as the
   * disk still lets us.
   */
  void append(Frame.Type type, int number, long offset, byte[] plain) throws IOException {
    Frame frame = Frame.of(type, number, offset, plain.length);
    byte[] sealed = key.seal(frame, plain);
    ByteBuffer bytes =
        ByteBuffer.allocate(frame.fileLength()).put(frame.header()).put(sealed).flip();
    long before = file.position();
    try {
      Channels.write(file, bytes);
      dirty = true;
    } catch (IOException e) {
      try {
        file.truncate(before);
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed); // recovery will cut the incomplete frame
      }
      throw e;
    }
  }

  /** Adds index and end, after which the file is finished and durable. */
  SealedEnd end(Parts parts, MediaIndex index, String sha256, FinishReason reason)
      throws IOException {
    SealedEnd end =
        new SealedEnd(
            parts.count(), parts.total(), file.position(), index.duration(), reason, sha256);
    ByteBuffer encoded = ByteBuffer.allocate(parts.encodedLength() + index.encodedLength());
    parts.encode(encoded);
    index.encode(encoded);
    append(Frame.Type.INDEX, parts.count(), parts.total(), encoded.array());
    append(Frame.Type.END, parts.count(), parts.total(), end.bytes());
    force();
    return end;
  }

  /** Waits until what was written would survive a power failure; does nothing if it would. */
  void force() throws IOException {
    if (dirty) {
      dirty = false; // first: what is written meanwhile is for the next time
      boolean done = false;
      try {
        file.force(false);
        done = true;
      } finally {
        dirty |= !done;
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
