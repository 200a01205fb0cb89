package org.televisit.kurento.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What cannot be, or shall not be, as Kurento does it: each step with its reason. */
final class KnownDifferences {

  private static final String ONE_PORT =
      "all media shares one UDP port and RTCP is muxed: no TCP candidates, no second component";
  private static final String NO_MIXER =
      "nothing is decoded here, so nothing is mixed: Composite answers 40006";

  private static final Map<String, String> REASONS = new TreeMap<>();

  static {
    REASONS.put(
        "handshake with Origin + subprotocol",
        "a web page of another origin is refused: the port knows no passwords");
    REASONS.put(
        "invoke getSessions on manager", "Kurento also lists sessions that ended or have no name");
    for (String lacking :
        new String[] {
          "1 TCP typ host tcptype active",
          "1 TCP typ host tcptype passive",
          "2 UDP typ host",
          "2 TCP typ host tcptype active",
          "2 TCP typ host tcptype passive"
        }) {
      REASONS.put("event IceCandidateFound of WebRtcEndpoint (" + lacking + ")", ONE_PORT);
    }
    for (String step : new String[] {"create Composite", "create HubPort", "describe HubPort"}) {
      REASONS.put(step, NO_MIXER);
    }
    for (String event : new String[] {"ObjectCreated", "ObjectDestroyed"}) {
      REASONS.put("event " + event + " of Composite", NO_MIXER);
      REASONS.put("event " + event + " of HubPort", NO_MIXER);
    }
  }

  private KnownDifferences() {}

  static Optional<String> of(String step) {
    return Optional.ofNullable(REASONS.get(step));
  }

  static Map<String, String> all() {
    return Map.copyOf(REASONS);
  }
}
