package org.televisit.kurento.sdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.televisit.kurento.transport.Fingerprint;
import org.televisit.kurento.transport.IceCredentials;

/** What comes as a description: any text is agreed with or refused. */
public final class SdpTarget {

  private static final LocalDescription LOCAL =
      LocalDescription.of(
          new IceCredentials("ours", "0123456789012345678901"),
          Fingerprint.parse("sha-256 " + "AB:".repeat(31) + "AB").orElseThrow(),
          1,
          2,
          3);

  private SdpTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      SessionDescription peer = SessionDescription.parse(new String(data, StandardCharsets.UTF_8));
      LOCAL.write(Negotiation.with(peer).sections(), "passive", ReceiveLimits.NONE, List.of());
    } catch (SdpFormatException refused) {
      if (String.valueOf(refused.getMessage()).contains("\n")) {
        throw new IllegalStateException("the refusal repeats what it refuses");
      }
    }
  }

  public static List<byte[]> seeds() {
    return List.of(
        NegotiationTest.resource("chromium-offer.sdp").getBytes(StandardCharsets.UTF_8),
        NegotiationTest.resource("firefox-offer.sdp").getBytes(StandardCharsets.UTF_8));
  }
}
