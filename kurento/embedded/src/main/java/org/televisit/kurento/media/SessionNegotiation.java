package org.televisit.kurento.media;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.sdp.Direction;
import org.televisit.kurento.sdp.LocalDescription;
import org.televisit.kurento.sdp.NegotiatedSection;
import org.televisit.kurento.sdp.Negotiation;
import org.televisit.kurento.sdp.ReceiveLimits;
import org.televisit.kurento.sdp.SdpFormatException;
import org.televisit.kurento.sdp.SessionDescription;
import org.televisit.kurento.transport.Fingerprint;
import org.televisit.kurento.transport.IceCredentials;

/** The two descriptions of a session and how they come about; for any thread. */
final class SessionNegotiation {

  private static final int MOST_REMOTE_CANDIDATES = 64;
  private static final int REHEARSALS = 100;

  /** An address that only the browser's own network can look up (mDNS); Kurento drops it, too. */
  private static final Pattern LOCAL_NAME = Pattern.compile("^candidate:(\\S+ ){4}\\S+\\.local ");

  private final LocalDescription local;
  private List<NegotiatedSection> sections = List.of();
  private @Nullable String remote;
  private final List<RemoteCandidate> remoteCandidates = new ArrayList<>();
  private Direction allowed = Direction.SENDRECV;
  private String setup = "";
  private boolean offered;

  private record RemoteCandidate(String line, int mLineIndex) {}

  SessionNegotiation(LocalDescription local) {
    this.local = local;
  }

  /** Agrees with itself, so that the first call finds this compiled. */
  static void rehearse(Fingerprint fingerprint) {
    LocalDescription local = LocalDescription.of(IceCredentials.random(), fingerprint, 1, 2, 3);
    try {
      for (int i = 0; i < REHEARSALS; i++) {
        SessionNegotiation asking = new SessionNegotiation(local);
        asking.propose(EnumSet.allOf(MediaKind.class));
        SessionNegotiation answering = new SessionNegotiation(local);
        Negotiation unused =
            answering.offer(asking.localSdp(ReceiveLimits.NONE, List.of()).orElseThrow());
        String answer = answering.localSdp(ReceiveLimits.NONE, List.of()).orElseThrow();
        Negotiation unusedAnswer = asking.answer(answer);
      }
    } catch (SdpException impossible) {
      throw new IllegalStateException("our own description is refused", impossible);
    }
  }

  String cname() {
    return local.cname();
  }

  /** Media goes in no other direction, whatever is offered; to be called before that. */
  synchronized void allow(Direction direction) {
    allowed = direction;
  }

  /** Takes the browser's offer. */
  synchronized Negotiation offer(String sdp) throws SdpException {
    if (offered || remote != null) {
      throw new SdpException(SdpException.Reason.ALREADY_NEGOTIATED, "Endpoint already negotiated");
    }
    Negotiation negotiation = read(sdp, Negotiation::with);
    setup = negotiation.weAreActive() ? "active" : "passive";
    accept(negotiation, sdp);
    return negotiation;
  }

  /**
   * Makes our own offer.
   *
   * @param receive the kinds that the browser may send
   */
  synchronized void propose(Set<MediaKind> receive) throws SdpException {
    if (offered || remote != null) {
      throw new SdpException(SdpException.Reason.ALREADY_NEGOTIATED, "Endpoint already negotiated");
    }
    offered = true;
    setup = "actpass";
    sections =
        LocalDescription.proposal(
            direction(receive.contains(MediaKind.AUDIO)),
            direction(receive.contains(MediaKind.VIDEO)));
  }

  private Direction direction(boolean receives) {
    return (receives ? Direction.SENDRECV : Direction.SENDONLY).within(allowed);
  }

  /** Takes the browser's answer to our offer. */
  synchronized Negotiation answer(String sdp) throws SdpException {
    if (!offered) {
      throw new SdpException(
          SdpException.Reason.OFFER_NOT_GENERATED,
          "Offer not generated. It is not possible to process an answer.");
    }
    if (remote != null) {
      throw new SdpException(SdpException.Reason.ALREADY_NEGOTIATED, "Endpoint already negotiated");
    }
    Negotiation negotiation = read(sdp, Negotiation::withAnswer);
    if (negotiation.sections().size() != sections.size()) {
      throw new SdpException(
          SdpException.Reason.UNSUPPORTED, "The answer does not match the offer");
    }
    accept(negotiation, sdp);
    return negotiation;
  }

  private void accept(Negotiation negotiation, String sdp) {
    sections = negotiation.sections();
    remote = sdp;
  }

  /** How a description of the peer is understood. */
  private interface Reading {
    Negotiation of(SessionDescription peer) throws SdpFormatException;
  }

  private Negotiation read(String sdp, Reading reading) throws SdpException {
    if (sdp.isEmpty()) {
      throw new SdpException(SdpException.Reason.MALFORMED, "Empty offer not valid");
    }
    try {
      return reading.of(SessionDescription.parse(sdp)).within(allowed);
    } catch (SdpFormatException e) {
      throw new SdpException(
          e.isSyntax() ? SdpException.Reason.MALFORMED : SdpException.Reason.UNSUPPORTED,
          e.isSyntax() ? "Invalid SDP" : "SDP not usable: " + e.getMessage());
    }
  }

  /** Our description; empty before there is one. */
  synchronized Optional<String> localSdp(ReceiveLimits limits, List<String> candidates) {
    return sections.isEmpty()
        ? Optional.empty()
        : Optional.of(local.write(sections, setup, limits, candidates));
  }

  /** The browser's description with its candidates; empty before there is one. */
  synchronized Optional<String> remoteSdp() {
    return Optional.ofNullable(remote).map(this::withCandidates);
  }

  private String withCandidates(String sdp) {
    StringBuilder out = new StringBuilder();
    int index = -1;
    for (String line : sdp.lines().toList()) {
      if (line.startsWith("m=")) {
        appendCandidates(out, index++);
      }
      out.append(line).append("\r\n");
    }
    appendCandidates(out, index);
    return out.toString();
  }

  private void appendCandidates(StringBuilder out, int mLineIndex) {
    remoteCandidates.stream()
        .filter(candidate -> candidate.mLineIndex == mLineIndex)
        .forEach(candidate -> out.append("a=").append(candidate.line).append("\r\n"));
  }

  /** Keeps a candidate of the browser. False if there is no such section. */
  synchronized boolean remoteCandidate(String candidate, int mLineIndex) {
    if (!sections.isEmpty() && (mLineIndex < 0 || mLineIndex >= sections.size())) {
      return false;
    }
    if (candidate.startsWith("candidate:")
        && !LOCAL_NAME.matcher(candidate).find()
        && candidate.chars().noneMatch(Character::isISOControl)
        && remoteCandidates.size() < MOST_REMOTE_CANDIDATES) {
      remoteCandidates.add(new RemoteCandidate(candidate, mLineIndex));
    }
    return true;
  }

  /** Our candidates, each once for each section that is not rejected. */
  synchronized List<LocalCandidate> announce(List<String> candidates) {
    return candidates.stream()
        .flatMap(
            candidate ->
                IntStream.range(0, sections.size())
                    .filter(index -> sections.get(index).track().isPresent())
                    .mapToObj(
                        index -> new LocalCandidate(candidate, sections.get(index).mid(), index)))
        .collect(Collectors.toUnmodifiableList());
  }
}
