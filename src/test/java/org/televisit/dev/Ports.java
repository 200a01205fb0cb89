package org.televisit.dev;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The port of each service of one clinic, all on 127.0.0.1. */
public final class Ports {
  private final String prefix;
  private final Map<Service, Integer> ports = new EnumMap<>(Service.class);

  private Ports(String prefix) {
    this.prefix = prefix;
  }

  /**
   * The usual ports plus {@code offset}, each moved by its property below {@code prefix}.
   *
   * @throws StackFailure if a property is not a port number, or two services have the same
   */
  static Ports of(String prefix, int offset, Properties properties) {
    Ports chosen = new Ports(prefix);
    for (Service service : Service.values()) {
      String value = properties.getProperty(service.property(prefix));
      int port = value == null ? service.usualPort() + offset : number(service, prefix, value);
      if (chosen.ports.containsValue(port)) {
        throw new StackFailure(
            "Two services have port " + port + ": see " + chosen.option(service, port));
      }
      chosen.ports.put(service, port);
    }
    return chosen;
  }

  private static int number(Service service, String prefix, String value) {
    try {
      int port = Integer.parseInt(value);
      if (port > 0 && port < 65536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below, in one sentence for both cases
    }
    throw new StackFailure(service.property(prefix) + " is not a port number: " + value);
  }

  public int of(Service service) {
    return Objects.requireNonNull(ports.get(service));
  }

  /**
   * Sees that every port is free before anything starts.
   *
   * @throws StackFailure naming each port in use, who wants it and how to choose another
   */
  void requireFree() {
    List<String> taken = new ArrayList<>();
    ports.forEach(
        (service, port) -> {
          if (!isFree(service, port)) {
            taken.add(
                "Port %d is in use. It is wanted for %s. Stop what uses it, or choose another: %s"
                    .formatted(port, service.purpose(), option(service, port + 10000)));
          }
        });
    if (!taken.isEmpty()) {
      if (taken.size() > 3) {
        taken.add("So many at once: does it run already?");
      }
      throw new StackFailure(String.join(System.lineSeparator(), taken));
    }
  }

  private String option(Service service, int port) {
    return "-D" + service.property(prefix) + "=" + port % 65536;
  }

  private static boolean isFree(Service service, int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      if (service.isUdp()) {
        new DatagramSocket(address).close();
      } else {
        try (ServerSocket socket = new ServerSocket()) {
          // a connection of the last run that is not quite forgotten is no reason to refuse
          socket.setReuseAddress(true);
          socket.bind(address);
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
