package org.televisit.kurento.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.televisit.kurento.protocol.Replay.Step;

/** What cannot be, or shall not be, as Kurento does it: each difference of each step. */
final class KnownDifferences {

  /**
   * Explains a difference.
   *
   * @param step the names of the steps
   * @param difference what differs in them
   */
  record Known(Pattern step, Pattern difference, String reason) {

    boolean explains(String name, String text) {
      return step.matcher(name).matches() && difference.matcher(text).matches();
    }
  }

  private static final String ONE_PORT =
      "all media shares one UDP port and RTCP is muxed: no TCP candidates, no second component";
  private static final String NO_MIXER =
      "nothing is decoded here, so nothing is mixed: Composite answers 40006";
  private static final String DESCRIPTIONS =
      "processOffer|processOffer with real chromium offer|invoke getLocalSessionDescriptor .*";

  private static final List<Known> ALL = new ArrayList<>();

  static {
    known(
        "handshake with Origin \\+ subprotocol",
        "101.* <> 403",
        "a web page of another origin is refused: the port knows no passwords");
    known(
        "invoke getSessions on manager",
        "/result/value.*",
        "Kurento also lists sessions that ended or have no name");
    known(
        "event IceCandidateFound of WebRtcEndpoint \\((1 TCP|2) .*",
        Replay.NO_SUCH_EVENT,
        ONE_PORT);
    known("create Composite", "/(error|result): .*", NO_MIXER);
    known(
        "create HubPort|describe HubPort", "/error:  <> .*\"code\":40101.*|/result: .*", NO_MIXER);
    known("event Object(Created|Destroyed) of (Composite|HubPort)", Replay.NO_SUCH_EVENT, NO_MIXER);
    described("session: (theirs|ours) s=.*", "RFC 8829 wants s=-");
    described("session: theirs a=extmap-allow-mixed", "no header extension of two bytes is read");
    described("session: ours a=ice-lite", "Kurento checks browsers too, this server is checked");
    described(
        "m=.* (theirs a=setup:active|ours a=setup:passive)",
        "the browser begins with DTLS: its first flight needs no question");
    described(
        "m=.* formats .*",
        "nothing is transcoded, so one codec is agreed on; lost video comes again as RTX");
    described(
        "m=.* ours a=(rtcp-rsize|msid:\\*|ssrc-group:FID \\*)",
        "feedback in small packets, names of the streams, and which stream RTX belongs to");
    known(
        "invoke getLocalSessionDescriptor .*",
        "/result/value: m=.* theirs a=candidate:(1 TCP|2) .*",
        ONE_PORT);
  }

  private KnownDifferences() {}

  private static void known(String step, String difference, String reason) {
    ALL.add(new Known(Pattern.compile(step), Pattern.compile(difference, Pattern.DOTALL), reason));
  }

  private static void described(String difference, String reason) {
    known(DESCRIPTIONS, "/result/value: " + difference, reason);
  }

  /** Why a step differs in this; empty if nobody knows. */
  static Optional<String> reason(String step, String difference) {
    return ALL.stream()
        .filter(known -> known.explains(step, difference))
        .map(Known::reason)
        .findFirst();
  }

  /** Whether a step is known to be lacking. */
  static boolean lacks(String event) {
    return reason(event, Replay.NO_SUCH_EVENT).isPresent();
  }

  /** What is different in a step and known by no reason. */
  static Set<String> unexplained(Step step) {
    return step.differences().stream()
        .filter(difference -> reason(step.name(), difference).isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is said to be different in one of these steps and is not. */
  static List<Known> outdated(List<Step> steps) {
    return ALL.stream()
        .filter(
            known -> steps.stream().anyMatch(step -> known.step().matcher(step.name()).matches()))
        .filter(
            known ->
                steps.stream()
                    .noneMatch(
                        step ->
                            step.differences().stream()
                                .anyMatch(each -> known.explains(step.name(), each))))
        .toList();
  }
}
