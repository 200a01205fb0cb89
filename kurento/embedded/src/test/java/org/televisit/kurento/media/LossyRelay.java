package org.televisit.kurento.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands between browsers and a media engine and loses some of their datagrams, both ways. */
final class LossyRelay implements AutoCloseable {

  private final InetSocketAddress engine;
  private final double loss;
  private final Random random = new Random(17);
  private final DatagramSocket front = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final Map<SocketAddress, DatagramSocket> backs = new ConcurrentHashMap<>();
  final AtomicInteger lost = new AtomicInteger();

  LossyRelay(InetSocketAddress engine, double loss) throws IOException {
    this.engine = engine;
    this.loss = loss;
    pump(front, null);
  }

  int port() {
    return front.getLocalPort();
  }

  private void pump(DatagramSocket from, @Nullable SocketAddress browser) {
    Thread thread = new Thread(() -> run(from, browser), "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(DatagramSocket from, @Nullable SocketAddress browser) {
    byte[] buffer = new byte[2048];
    while (!from.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        from.receive(packet);
        if (isLost()) {
          lost.incrementAndGet();
        } else if (browser == null) {
          back(packet.getSocketAddress())
              .send(new DatagramPacket(buffer, packet.getLength(), engine));
        } else {
          front.send(new DatagramPacket(buffer, packet.getLength(), browser));
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  private synchronized boolean isLost() {
    return random.nextDouble() < loss;
  }

  private DatagramSocket back(SocketAddress browser) throws IOException {
    @Nullable DatagramSocket known = backs.get(browser);
    if (known != null) {
      return known;
    }
    DatagramSocket fresh = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    backs.put(browser, fresh);
    pump(fresh, browser);
    return fresh;
  }

  @Override
  public void close() {
    front.close();
    backs.values().forEach(DatagramSocket::close);
  }
}
