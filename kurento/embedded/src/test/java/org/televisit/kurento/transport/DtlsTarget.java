package org.televisit.kurento.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.tls.DatagramTransport;

/** What comes while hands are shaken: any records end in a failed handshake, and nothing else. */
public final class DtlsTarget {

  private static final DtlsIdentity IDENTITY = DtlsIdentity.generate();
  private static final int DATAGRAM = 1200;

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
    DtlsServer server = new DtlsServer(IDENTITY, IDENTITY.fingerprint(), () -> {});
    try {
      server.run(new Line(data, server));
    } catch (IOException | RuntimeException failed) {
      // as DtlsAssociation takes it
      return;
    }
    throw new IllegalStateException("a handshake of noise has succeeded");
  }

  /** A browser's first flight. */
  public static List<byte[]> seeds() {
    DtlsClient client = new DtlsClient(IDENTITY, IDENTITY.fingerprint(), () -> {});
    Line line = new Line(new byte[0], client);
    try {
      client.run(line);
    } catch (IOException | RuntimeException dead) {
      return List.of(line.sent.toByteArray());
    }
    throw new IllegalStateException("a handshake with nobody has succeeded");
  }
}
