package org.televisit.kurento.transport;

import static java.lang.System.Logger.Level.DEBUG;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * One DTLS association: the library's blocking handshake on a pool thread, fed with datagrams from
 * the loop. After the handshake it still reads, so that our last flight is repeated when it was
 * lost, and the peer's close is heard.
 */
final class DtlsAssociation implements DatagramTransport {

  private static final System.Logger LOG = System.getLogger(DtlsAssociation.class.getName());

  private static final int RECEIVE_LIMIT = 1500;

  /** Leaves room for IPv6, UDP and a tunnel below an MTU of 1280. */
  private static final int SEND_LIMIT = 1200;

  private static final int QUEUE = 64;
  private static final byte[] WAKE_UP = {};

  /** What the association tells; called on a pool thread. */
  interface Events {
    void secured(SrtpSession srtp);

    void handshakeFailed(String reason);
  }

  /** Sends to wherever the peer is now. */
  interface Outlet {
    void send(byte[] data, int offset, int length);
  }

  private final DtlsHandshake handshake;
  private final Executor pool;
  private final Outlet outlet;
  private final Events events;
  private final BlockingQueue<byte[]> incoming = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile @Nullable DTLSTransport established;
  private volatile boolean closed;

  DtlsAssociation(DtlsHandshake handshake, Executor pool, Outlet outlet, Events events) {
    this.handshake = handshake;
    this.pool = pool;
    this.outlet = outlet;
    this.events = events;
  }

  /** Begins the handshake; does nothing the second time. */
  void start() {
    if (started.compareAndSet(false, true)) {
      pool.execute(this::handshake);
    }
  }

  /** Takes a datagram of DTLS. */
  void datagram(byte[] buffer, int length) {
    if (length > RECEIVE_LIMIT || !incoming.offer(Arrays.copyOf(buffer, length))) {
      return; // as if the network had lost it
    }
    readSoon();
  }

  private void readSoon() {
    if (established != null
        && !closed
        && !incoming.isEmpty()
        && reading.compareAndSet(false, true)) {
      pool.execute(this::readOn);
    }
  }

  private void handshake() {
    try {
      DTLSTransport transport = handshake.run(this);
      established = transport;
      if (closed) {
        transport.close();
      } else {
        events.secured(handshake.srtp());
        readSoon(); // what came before the handshake was known to be done
      }
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        LOG.log(DEBUG, "DTLS handshake", e);
        events.handshakeFailed(String.valueOf(e.getMessage()));
      }
    }
  }

  private void readOn() {
    @Nullable DTLSTransport transport = established;
    byte[] ignored = new byte[RECEIVE_LIMIT];
    try {
      while (transport != null && !closed && !incoming.isEmpty()) {
        transport.receive(ignored, 0, ignored.length, 1);
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(DEBUG, "DTLS after the handshake", e);
      incoming.clear();
    } finally {
      reading.set(false);
    }
    readSoon(); // what came when the queue had been seen empty
  }

  /** Tells the peer, or ends the handshake. */
  void end() {
    closed = true;
    incoming.clear();
    incoming.offer(WAKE_UP);
    @Nullable DTLSTransport transport = established;
    if (transport != null) {
      pool.execute(
          () -> {
            try {
              transport.close();
            } catch (IOException | RuntimeException e) {
              LOG.log(DEBUG, "DTLS close", e);
            }
          });
    }
  }

  @Override
  public int getReceiveLimit() {
    return RECEIVE_LIMIT;
  }

  @Override
  public int getSendLimit() {
    return SEND_LIMIT;
  }

  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
    try {
      byte @Nullable [] datagram = incoming.poll(waitMillis, TimeUnit.MILLISECONDS);
      if (closed) {
        throw new IOException("the session was closed");
      }
      if (datagram == null) {
        return -1;
      }
      int size = Math.min(length, handshake.readable(datagram, datagram.length));
      System.arraycopy(datagram, 0, buffer, offset, size);
      return size;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    outlet.send(buffer, offset, length);
  }

  @Override
  public void close() {
    // the port belongs to all sessions
  }
}
