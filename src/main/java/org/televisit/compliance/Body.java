package org.televisit.compliance;

import io.undertow.io.BufferWritableOutputStream;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * The body of an answer as a channel. WildFly's container takes a buffer as it is and gives it to
 * the kernel; any other gets its bytes.
 */
final class Body implements WritableByteChannel {

  private final ServletOutputStream out;

  Body(ServletOutputStream out) {
    this.out = out;
  }

  /** Writes everything, and waits until the connection has taken it. */
  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    if (out instanceof BufferWritableOutputStream direct) {
      direct.write(bytes);
    } else {
      byte[] copy = new byte[length];
      bytes.get(copy);
      out.write(copy);
    }
    bytes.position(bytes.limit());
    return length;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  /** The container ends the answer. */
  @Override
  public void close() {}
}
