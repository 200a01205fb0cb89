package org.televisit.kurento.transport;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What all sessions share: the port and its thread, our certificate, the handshake threads. */
public final class TransportHub implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(TransportHub.class.getName());

  /** Handshakes are short; with more at once than these the later ones wait a little. */
  private static final int HANDSHAKES = 8;

  private final UdpMux mux;
  private final MediaLoop loop;
  private final DtlsIdentity identity;
  private final ThreadPoolExecutor pool;
  private volatile @Nullable Thread warming;

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
    UdpMux mux = new UdpMux();
    MediaLoop loop = MediaLoop.open(bind, mux);
    loop.execute(() -> mux.outlet(loop::send));
    return new TransportHub(mux, loop, identity);
  }

  /**
   * Runs the cryptography of a call with nobody, about a second of computing on a thread of its
   * own, so that the first call finds it loaded and compiled.
   *
   * @param first what is run before it
   */
  public void warmUp(Runnable first) {
    Thread thread =
        new Thread(
            () -> {
              first.run();
              SrtpSession.warmUp();
              Rehearsal.run(identity, pool);
            },
            "warm-up");
    thread.setDaemon(true);
    warming = thread;
    thread.start();
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
    @Nullable Thread warmUp = warming;
    if (warmUp != null) {
      warmUp.interrupt();
    }
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
