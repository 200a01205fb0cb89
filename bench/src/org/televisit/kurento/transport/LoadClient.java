package org.televisit.kurento.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Many clients of a media server on one thread, which checks, sends and receives for all of them. */
public final class LoadClient implements AutoCloseable {

  private static final long CHECK_NANOS = 50_000_000;

  private final Selector selector = Selector.open();
  private final DtlsIdentity identity = DtlsIdentity.generate();
  private final ExecutorService handshakes = Executors.newFixedThreadPool(4);
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<LoadPeer> peers = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "load-client");
  private final InetAddress address;
  private volatile boolean closed;
  private long worstLateness;

  /**
   * @param address that its clients have
   */
  public LoadClient(InetAddress address) throws IOException {
    this.address = address;
    thread.setDaemon(true);
    thread.start();
  }

  /** A client that is not connected yet. */
  public LoadPeer peer() throws IOException {
    return new LoadPeer(this, selector, identity, address);
  }

  void add(LoadPeer peer) {
    execute(() -> peers.add(peer));
  }

  void remove(LoadPeer peer) {
    execute(() -> peers.remove(peer));
  }

  ExecutorService handshakes() {
    return handshakes;
  }

  /** Runs a task on the client's thread. */
  public void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** How late a packet was sent at most since the last question, in ms: of this client, not of the server. */
  public synchronized double worstLatenessMillis() {
    double worst = worstLateness / 1e6;
    worstLateness = 0;
    return worst;
  }

  synchronized void late(long nanos) {
    worstLateness = Math.max(worstLateness, nanos);
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[2048]);
    long checkAt = 0;
    try {
      while (!closed) {
        selector.select(1);
        for (SelectionKey key : selector.selectedKeys()) {
          ((LoadPeer) key.attachment()).receive(buffer);
        }
        selector.selectedKeys().clear();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        long now = System.nanoTime();
        for (LoadPeer peer : peers) {
          peer.send(now);
        }
        if (now - checkAt > CHECK_NANOS) {
          checkAt = now;
          for (LoadPeer peer : peers) {
            peer.check(now);
          }
        }
      }
    } catch (IOException | ClosedSelectorException e) {
      if (!closed) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.close();
    handshakes.shutdownNow();
  }
}
