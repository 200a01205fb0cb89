package org.televisit.kurento.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stand between browsers and a server's UDP ports, and lose each datagram with the same probability,
 * both ways and independently. In user space, as kernels often come without netem; the sequence of
 * losses is seeded, and the same for every server.
 */
final class LossyRelays implements AutoCloseable {

  private static final Pattern CANDIDATE =
      Pattern.compile("(a=candidate:\\S+ \\d+ (?i:udp) \\d+ \\S+ )(\\d+)( typ host)");

  /** Where datagrams of one channel go: to a server's port, or back to a browser. */
  private record Way(DatagramChannel out, SocketAddress to) {}

  private final Map<Integer, DatagramChannel> fronts = new ConcurrentHashMap<>();
  private final Map<DatagramChannel, Integer> ports = new ConcurrentHashMap<>();
  private final Map<String, DatagramChannel> backs = new ConcurrentHashMap<>();
  private final Map<DatagramChannel, Way> ways = new ConcurrentHashMap<>();
  private final Queue<DatagramChannel> fresh = new ConcurrentLinkedQueue<>();
  private final Selector selector = Selector.open();
  private final SplittableRandom random = new SplittableRandom(17);
  private volatile double loss;

  LossyRelays() throws IOException {
    Thread thread = new Thread(this::run, "relays");
    thread.setDaemon(true);
    thread.start();
  }

  /** From now on this share of the datagrams is lost, each way. */
  void lose(double share) {
    loss = share;
  }

  /** A description with a relay's port for each port of the server; no other way is left. */
  String standBefore(String description) throws IOException {
    StringBuilder out = new StringBuilder();
    Matcher candidates = CANDIDATE.matcher(description);
    while (candidates.find()) {
      int port = front(Integer.parseInt(candidates.group(2)));
      candidates.appendReplacement(out, "$1" + port + "$3");
    }
    return candidates.appendTail(out).toString();
  }

  private synchronized int front(int serverPort) throws IOException {
    DatagramChannel known = fronts.get(serverPort);
    if (known == null) {
      known = channel();
      fronts.put(serverPort, known);
      ports.put(known, serverPort);
      enlist(known);
    }
    return ((InetSocketAddress) known.getLocalAddress()).getPort();
  }

  private static DatagramChannel channel() throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.configureBlocking(false);
    channel.bind(new InetSocketAddress(Network.address(), 0));
    return channel;
  }

  private void enlist(DatagramChannel channel) {
    fresh.add(channel);
    selector.wakeup();
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    try {
      while (selector.isOpen()) {
        selector.select();
        for (DatagramChannel next = fresh.poll(); next != null; next = fresh.poll()) {
          next.register(selector, SelectionKey.OP_READ);
        }
        for (SelectionKey key : selector.selectedKeys()) {
          pass((DatagramChannel) key.channel(), buffer);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException | ClosedSelectorException closed) {
      // The run is over.
    }
  }

  private void pass(DatagramChannel channel, ByteBuffer buffer) throws IOException {
    buffer.clear();
    for (SocketAddress from = receive(channel, buffer); from != null; ) {
      buffer.flip();
      if (random.nextDouble() >= loss) {
        Way way = way(channel, from);
        try {
          way.out.send(buffer, way.to);
        } catch (IOException gone) {
          // As lost as any other.
        }
      }
      buffer.clear();
      from = receive(channel, buffer);
    }
  }

  private static SocketAddress receive(DatagramChannel channel, ByteBuffer buffer) {
    try {
      return channel.receive(buffer);
    } catch (IOException refused) {
      return null;
    }
  }

  private Way way(DatagramChannel channel, SocketAddress from) throws IOException {
    Way back = ways.get(channel);
    if (back != null) {
      return back;
    }
    int port = ports.get(channel);
    String pair = port + " " + from;
    DatagramChannel out = backs.get(pair);
    if (out == null) {
      out = channel();
      backs.put(pair, out);
      ways.put(out, new Way(channel, from));
      out.register(selector, SelectionKey.OP_READ);
    }
    return new Way(out, new InetSocketAddress(Network.address(), port));
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (DatagramChannel channel : fronts.values()) {
      channel.close();
    }
    for (DatagramChannel channel : backs.values()) {
      channel.close();
    }
  }
}
