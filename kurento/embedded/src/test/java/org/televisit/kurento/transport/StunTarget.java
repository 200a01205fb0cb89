package org.televisit.kurento.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** What comes as a connectivity check: any bytes are answered or dropped, and nothing else. */
public final class StunTarget {

  private static final InetSocketAddress FROM =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000);

  private StunTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    new UdpMux().datagram(data.clone(), data.length, FROM);
    StunMessage.parse(data, data.length)
        .ifPresent(
            message -> {
              message.username();
              message.priority();
              message.useCandidate();
              message.hasValidFingerprint();
              message.isSignedWith("password");
              byte[] response = message.success(FROM, "password");
              if (StunMessage.parse(response, response.length).isEmpty()) {
                throw new IllegalStateException("our own response is malformed");
              }
            });
  }

  /** A check as a browser sends it. */
  public static List<byte[]> seeds() {
    try (BrowserDouble browser = new BrowserDouble(FROM)) {
      return List.of(browser.checkFor("a=ice-ufrag:abcd\n", "password"));
    } catch (java.net.SocketException e) {
      throw new IllegalStateException(e);
    }
  }
}
