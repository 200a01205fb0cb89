package org.televisit.kurento.protocol;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;

/**
 * Where the control port is and what it bounds.
 *
 * @param listen address and port; port 0 for any free one
 * @param hosts names, beside {@code localhost} and plain addresses, by which a web origin may
 *     address the server
 * @param keepAlive a session without socket ends after one to two of these
 * @param maxConnections open sockets
 * @param maxSessions sessions that hold objects
 * @param maxObjects media objects of all sessions
 */
public record KurentoSettings(
    InetSocketAddress listen,
    Set<String> hosts,
    Duration keepAlive,
    int maxConnections,
    int maxSessions,
    int maxObjects) {

  public KurentoSettings {
    hosts = Set.copyOf(hosts);
  }

  /** The usual limits: 240 s, 200 sockets, 500 sessions, 5000 objects. */
  public static KurentoSettings on(InetSocketAddress listen) {
    return new KurentoSettings(listen, Set.of(), Duration.ofMinutes(4), 200, 500, 5000);
  }
}
