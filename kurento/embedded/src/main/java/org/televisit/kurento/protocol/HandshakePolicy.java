package org.televisit.kurento.protocol;

import io.netty.util.NetUtil;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Who may open a socket. The port knows no passwords, so a page that a browser on this machine
 * happens to show must not reach it: a web origin is let in only if it is the address that the
 * server was asked for, and that is a plain address, {@code localhost} or a configured name (a name
 * of the page's own choice may point here, too).
 */
record HandshakePolicy(Set<String> hosts, int maxConnections) {

  /**
   * @param origin the Origin header; empty for a client that is no browser
   * @param host the Host header
   */
  boolean admits(String origin, String host) {
    if (origin.isEmpty()) {
      return true;
    }
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null
          && authority.equalsIgnoreCase(host)
          && isOurs(URI.create(origin).getHost());
    } catch (IllegalArgumentException notAnOrigin) {
      return false;
    }
  }

  private boolean isOurs(@org.jspecify.annotations.Nullable String name) {
    if (name == null) {
      return false;
    }
    String bare = name.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    return bare.equals("localhost")
        || NetUtil.isValidIpV4Address(bare)
        || NetUtil.isValidIpV6Address(bare)
        || hosts.contains(bare);
  }
}
