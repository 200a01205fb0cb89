package org.televisit.kurento.media;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Our ICE candidates: the same for every session, since all share one port.
 *
 * @param lines {@code candidate:...}, best first; at least one
 */
record LocalCandidates(List<String> lines) {

  /** Type preference of host candidates and highest local preference (RFC 8445, 5.1.2.1). */
  private static final long HOST_PRIORITY = (126L << 24) | (65_535L << 8) | 255;

  LocalCandidates {
    lines = List.copyOf(lines);
  }

  static LocalCandidates of(MediaSettings settings, InetSocketAddress bound)
      throws SocketException {
    List<InetAddress> addresses =
        settings.advertised().isEmpty() ? addresses(settings.bind()) : settings.advertised();
    List<String> lines = new ArrayList<>();
    for (InetAddress address : addresses) {
      int number = lines.size() + 1;
      long priority = HOST_PRIORITY - ((long) lines.size() << 8);
      lines.add(
          "candidate:%d 1 UDP %d %s %d typ host"
              .formatted(number, priority, text(address), bound.getPort()));
    }
    return new LocalCandidates(lines);
  }

  private static List<InetAddress> addresses(InetAddress bind) throws SocketException {
    if (!bind.isAnyLocalAddress()) {
      return List.of(bind);
    }
    List<InetAddress> reachable = new ArrayList<>();
    for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (card.isUp() && !card.isLoopback()) {
        Collections.list(card.getInetAddresses()).stream()
            .filter(address -> !address.isLinkLocalAddress())
            .forEach(reachable::add);
      }
    }
    return reachable.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : reachable;
  }

  private static String text(InetAddress address) {
    return address.getHostAddress().replaceAll("%.*", "");
  }

  /** The candidate that a remote address talks to: the first of its family. */
  String facing(InetSocketAddress remote) {
    boolean v4 = remote.getAddress() instanceof Inet4Address;
    return lines.stream()
        .filter(line -> line.split(" ", -1)[4].contains(":") != v4)
        .findFirst()
        .orElse(lines.get(0));
  }
}
