package org.televisit.kurento.media;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where a {@link MediaEngine} listens and what it bounds.
 *
 * @param bind the local address of the UDP socket; the wildcard address for all interfaces
 * @param udpPort the UDP port for all sessions; 0 for any free one
 * @param advertised addresses offered to browsers as ICE host candidates; if empty, the bind
 *     address, or those of all interfaces where that is the wildcard
 * @param maxSessions how many WebRTC sessions may be open at once
 * @param maxKilobits kbit/s, in and out together, beyond which no session is added; 0 for no limit
 * @param iceTimeout how long after the browser's first candidate a connectivity check must have
 *     come
 * @param consentTimeout how long without a connectivity check a browser counts as gone (RFC 7675:
 *     30 s)
 */
public record MediaSettings(
    InetAddress bind,
    int udpPort,
    List<InetAddress> advertised,
    int maxSessions,
    int maxKilobits,
    Duration iceTimeout,
    Duration consentTimeout) {

  public MediaSettings {
    if (udpPort < 0 || udpPort > 65535) {
      throw new IllegalArgumentException("not a UDP port: " + udpPort);
    }
    if (maxSessions < 1) {
      throw new IllegalArgumentException("maxSessions must be positive: " + maxSessions);
    }
    if (maxKilobits < 0) {
      throw new IllegalArgumentException("maxKilobits must not be negative: " + maxKilobits);
    }
    advertised = List.copyOf(advertised);
  }

  /** Any free port of one address, advertised as it is, with the usual limits. */
  public static MediaSettings on(InetAddress address) {
    return new MediaSettings(
        address, 0, List.of(), 500, 0, Duration.ofSeconds(7), Duration.ofSeconds(30));
  }

  public MediaSettings withUdpPort(int port) {
    return new MediaSettings(
        bind, port, advertised, maxSessions, maxKilobits, iceTimeout, consentTimeout);
  }

  public MediaSettings withIceTimeout(Duration timeout) {
    return new MediaSettings(
        bind, udpPort, advertised, maxSessions, maxKilobits, timeout, consentTimeout);
  }

  public MediaSettings withAdvertised(List<InetAddress> addresses) {
    return new MediaSettings(
        bind, udpPort, addresses, maxSessions, maxKilobits, iceTimeout, consentTimeout);
  }
}
