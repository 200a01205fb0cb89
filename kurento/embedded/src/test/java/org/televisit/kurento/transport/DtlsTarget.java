package org.televisit.kurento.transport;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.tls.DatagramTransport;

/** What comes while hands are shaken: any records end in a failed handshake, and nothing else. */
public final class DtlsTarget {

  private static final DtlsIdentity IDENTITY = DtlsIdentity.generate();
  private static final int DATAGRAM = 1200;

  /** Beyond what a whole handshake takes. */
  private static final long MOST_MEMORY = 64 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private DtlsTarget() {}

  /** The input, cut into datagrams; then the line is dead. */
  private static final class Line implements DatagramTransport {
    final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final byte[] data;
    private final DtlsHandshake handshake;
    private int at;

    Line(byte[] data, DtlsHandshake handshake) {
      this.data = data;
      this.handshake = handshake;
    }

    @Override
    public int getReceiveLimit() {
      return 1500;
    }

    @Override
    public int getSendLimit() {
      return DATAGRAM;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      if (at >= data.length) {
        throw new IOException("dead");
      }
      byte[] datagram = Arrays.copyOfRange(data, at, Math.min(data.length, at + DATAGRAM));
      at += datagram.length;
      int size = Math.min(length, handshake.readable(datagram, datagram.length));
      System.arraycopy(datagram, 0, buffer, offset, size);
      return size;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      sent.write(buffer, offset, length);
    }

    @Override
    public void close() {}
  }

  public static void fuzzerTestOneInput(byte[] data) {
    long taken = memoryFor(data);
    if (taken > MOST_MEMORY) {
      taken = memoryFor(data); // at first, Jazzer's changes of the classes that are loaded count
    }
    if (taken > MOST_MEMORY) {
      throw new IllegalStateException("a handshake of noise has taken " + taken + " octets");
    }
  }

  private static long memoryFor(byte[] data) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    attack(data);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void attack(byte[] data) {
    DtlsServer server = new DtlsServer(IDENTITY, IDENTITY.fingerprint(), () -> {});
    try {
      server.run(new Line(data, server));
    } catch (IOException | RuntimeException failed) {
      // as DtlsAssociation takes it
      return;
    }
    throw new IllegalStateException("a handshake of noise has succeeded");
  }

  /** One record of 16 messages, each of which says that it has 16 MB, and has none of them. */
  static byte[] giants(int type, int firstSequence) {
    ByteBuffer out = ByteBuffer.allocate(13 + 16 * 12);
    out.put((byte) 22).putShort((short) 0xfefd).putLong(0).putShort((short) (16 * 12));
    for (int i = 0; i < 16; i++) {
      out.putInt(type << 24 | 0xffffff).putShort((short) (firstSequence + i));
      out.putShort((short) 0).putInt(0);
    }
    return out.array();
  }

  /** A browser's first flight, and what takes the heap away. */
  public static List<byte[]> seeds() {
    DtlsClient client = new DtlsClient(IDENTITY, IDENTITY.fingerprint(), () -> {});
    Line line = new Line(new byte[0], client);
    try {
      client.run(line);
    } catch (IOException | RuntimeException dead) {
      return List.of(line.sent.toByteArray(), giants(1, 0));
    }
    throw new IllegalStateException("a handshake with nobody has succeeded");
  }
}
