package org.televisit.kurento.bench;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;

/** The namespace that the benchmark runs in. */
final class Network {

  private Network() {}

  /** Where media flow; signalling stays on loopback. */
  static InetAddress address() {
    try {
      return InetAddress.getByName(
          Objects.requireNonNull(System.getenv("BENCH_ADDRESS"), "start it by its script"));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
