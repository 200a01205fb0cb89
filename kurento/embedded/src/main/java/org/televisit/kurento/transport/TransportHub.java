package org.televisit.kurento.transport;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What all sessions share: the port and its thread, our certificate, the handshake threads. */
public final class TransportHub implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(TransportHub.class.getName());

  /** For what is short: goodbyes, and a rehearsal of two. */
  private static final int FURTHER_THREADS = 8;

  private final UdpMux mux;
  private final MediaLoop loop;
  private final DtlsIdentity identity;
  private final ThreadPoolExecutor pool;
  private volatile @Nullable Thread warming;

  private TransportHub(UdpMux mux, MediaLoop loop, DtlsIdentity identity, int peers) {
    this.mux = mux;
    this.loop = loop;
    this.identity = identity;
    this.pool =
        new ThreadPoolExecutor(
            0,
            peers + FURTHER_THREADS,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "dtls");
              thread.setDaemon(true);
              return thread;
            },
            (task, full) -> LOG.log(DEBUG, "closing, or more handshakes than peers"));
  }

  /**
   * Opens the port.
   *
   * @param peers at most at once; each has a thread of its own for its handshake, so that one that
   *     falls silent in the middle delays nobody else
   */
  public static TransportHub open(InetSocketAddress bind, int peers) throws IOException {
    DtlsIdentity identity = DtlsIdentity.generate();
    UdpMux mux = new UdpMux();
    MediaLoop loop = MediaLoop.open(bind, mux);
    loop.execute(() -> mux.outlet(loop::send));
    return new TransportHub(mux, loop, identity, peers);
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
