package org.televisit.kurento.transport;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What all sessions share: the port and its thread, our certificate, the handshake threads. */
public final class TransportHub implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(TransportHub.class.getName());

  /** Handshakes are short; with more at once than these the later ones wait a little. */
  private static final int HANDSHAKES = 8;

  private final UdpMux mux;
  private final MediaLoop loop;
  private final DtlsIdentity identity;
  private final ThreadPoolExecutor pool;

  private TransportHub(UdpMux mux, MediaLoop loop, DtlsIdentity identity) {
    this.mux = mux;
    this.loop = loop;
    this.identity = identity;
    this.pool =
        new ThreadPoolExecutor(
            HANDSHAKES,
            HANDSHAKES,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "dtls");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  public static TransportHub open(InetSocketAddress bind) throws IOException {
    DtlsIdentity identity = DtlsIdentity.generate();
    SrtpSession.warmUp();
    UdpMux mux = new UdpMux();
    MediaLoop loop = MediaLoop.open(bind, mux);
    loop.execute(() -> mux.outlet(loop::send));
    return new TransportHub(mux, loop, identity);
  }

  /** A way to one peer, not yet reachable; its events come on the loop. */
  public PeerTransport peer(PeerTransport.Events events) {
    return new PeerTransport(this, events);
  }

  public MediaLoop loop() {
    return loop;
  }

  public DtlsIdentity identity() {
    return identity;
  }

  /** Datagrams that were malformed, forged or for nobody. */
  public long dropped() {
    return mux.dropped();
  }

  UdpMux mux() {
    return mux;
  }

  ThreadPoolExecutor pool() {
    return pool;
  }

  /** Waits for goodbyes that are on their way, then frees the port. */
  @Override
  public void close() {
    CountDownLatch sessionsClosed = new CountDownLatch(1);
    loop.execute(sessionsClosed::countDown);
    try {
      if (!sessionsClosed.await(1, TimeUnit.SECONDS)) {
        LOG.log(WARNING, "the media loop is busy; not everybody hears that we close");
      }
      pool.shutdown();
      if (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
    loop.close();
  }
}
