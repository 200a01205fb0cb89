package org.televisit.kurento.sdp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.televisit.kurento.rtp.Codec;
import org.televisit.kurento.transport.Fingerprint;

/**
 * What follows from a peer's description: the transport's parameters and, for each media section,
 * what is agreed on. All sections share one transport (BUNDLE), so only bundled ones are accepted,
 * and of each kind only one: the first that is in use, or else the first.
 *
 * @param sections one for each section of the peer, in its order
 * @param fingerprint of the peer's certificate
 * @param weAreActive whether we begin with DTLS
 */
public record Negotiation(
    List<NegotiatedSection> sections, Fingerprint fingerprint, boolean weAreActive) {

  static final String ABS_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";

  static final String TRANSPORT_SEQUENCE =
      "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

  static final String RTX = "rtx/90000";

  private static final String TRANSPORT_CC = "transport-cc";

  private static final Set<String> VIDEO_FEEDBACK =
      Set.of("goog-remb", "ccm fir", "nack", "nack pli");

  public Negotiation {
    sections = List.copyOf(sections);
  }

  /**
   * Agrees with a peer's offer, on the codec that we like best.
   *
   * @throws SdpFormatException if no transport can be made of it
   */
  public static Negotiation with(SessionDescription peer) throws SdpFormatException {
    return with(peer, Comparator.comparing(offer -> offer.codec));
  }

  /**
   * Agrees with a peer's answer, on the codec that it likes best: that is what it sends (RFC 3264,
   * 6.1).
   *
   * @throws SdpFormatException if no transport can be made of it
   */
  public static Negotiation withAnswer(SessionDescription peer) throws SdpFormatException {
    return with(peer, Comparator.comparing(offer -> false));
  }

  private static Negotiation with(SessionDescription peer, Comparator<Offer> preference)
      throws SdpFormatException {
    List<NegotiatedSection> sections = new ArrayList<>();
    Optional<MediaSection> transport = Optional.empty();
    IdentityHashMap<MediaSection, NegotiatedSection.Track> agreed = agreed(peer, preference);
    for (MediaSection section : peer.sections()) {
      Optional<NegotiatedSection.Track> track = Optional.ofNullable(agreed.get(section));
      if (track.isPresent()) {
        transport = transport.or(() -> Optional.of(section));
      }
      sections.add(
          new NegotiatedSection(
              section.kind(),
              section.mid(),
              section.protocol(),
              section.formats().get(0),
              track.stream().toList()));
    }
    MediaSection described =
        transport
            .or(() -> peer.sections().stream().findFirst())
            .orElseThrow(() -> SdpFormatException.unsupported("no media section"));
    return new Negotiation(sections, fingerprint(peer, described), active(peer, described));
  }

  /** The section to take of each kind: one that is not inactive goes before one that is. */
  private static IdentityHashMap<MediaSection, NegotiatedSection.Track> agreed(
      SessionDescription peer, Comparator<Offer> preference) {
    List<String> bundle = peer.bundle();
    List<MediaSection> candidates =
        peer.sections().stream()
            .filter(MediaSection::isOffered)
            .filter(MediaSection::isRtp)
            .filter(section -> section.has("rtcp-mux"))
            .filter(section -> bundle.isEmpty() || bundle.contains(section.mid()))
            .sorted(Comparator.comparing(section -> section.direction() == Direction.INACTIVE))
            .toList();
    if (bundle.isEmpty() && !candidates.isEmpty()) {
      candidates = candidates.subList(0, 1); // each wants a transport of its own without BUNDLE
    }
    IdentityHashMap<MediaSection, NegotiatedSection.Track> agreed = new IdentityHashMap<>();
    Set<String> kinds = new HashSet<>();
    for (MediaSection section : candidates) {
      if (!kinds.contains(section.kind())) {
        track(section, preference)
            .ifPresent(
                track -> {
                  kinds.add(section.kind());
                  agreed.put(section, track);
                });
      }
    }
    return agreed;
  }

  private static Optional<NegotiatedSection.Track> track(
      MediaSection section, Comparator<Offer> preference) {
    boolean video = section.kind().equals("video");
    return section
        .payloadTypes()
        .boxed()
        .flatMap(type -> codec(section, type).map(codec -> new Offer(codec, type)).stream())
        .filter(offer -> offer.codec.isVideo() == video)
        .min(preference)
        .map(offer -> offer.track(section));
  }

  private static Optional<Codec> codec(MediaSection section, int payloadType) {
    return section
        .values("rtpmap", payloadType)
        .flatMap(rtpmap -> Codec.named(rtpmap.split("/", 2)[0]).stream())
        .findFirst()
        .or(() -> Codec.ofStaticType(payloadType));
  }

  /** A codec under the peer's number for it. */
  private record Offer(Codec codec, int payloadType) {

    NegotiatedSection.Track track(MediaSection section) {
      int transportSequenceId = transportSequenceId(section);
      Stream<String> congestionControl =
          transportSequenceId > 0 ? Stream.of(TRANSPORT_CC) : Stream.empty();
      return new NegotiatedSection.Track(
          codec,
          payloadType,
          section.values("fmtp", payloadType).findFirst().orElse(""),
          codec.isVideo()
              ? Stream.concat(
                      section
                          .values("rtcp-fb", payloadType)
                          .filter(VIDEO_FEEDBACK::contains)
                          .distinct(),
                      congestionControl)
                  .toList()
              : List.of(),
          section.direction().reversed(),
          section.extension(ABS_SEND_TIME),
          transportSequenceId,
          rtxType(section),
          section.has("rtcp-rsize"),
          section.maxKilobits());
    }

    /**
     * Only for video that the peer sends and we do not: its estimate of the way to us is then its
     * own, while that of the way to a viewer is the viewer's (REMB).
     */
    private int transportSequenceId(MediaSection section) {
      boolean asked = section.values("rtcp-fb", payloadType).anyMatch(TRANSPORT_CC::equals);
      boolean weReceiveOnly = section.direction().reversed() == Direction.RECVONLY;
      return codec.isVideo() && asked && weReceiveOnly ? section.extension(TRANSPORT_SEQUENCE) : 0;
    }

    private int rtxType(MediaSection section) {
      return section
          .payloadTypes()
          .filter(type -> section.values("rtpmap", type).anyMatch(RTX::equalsIgnoreCase))
          .filter(type -> section.values("fmtp", type).anyMatch(("apt=" + payloadType)::equals))
          .findFirst()
          .orElse(0);
    }
  }

  private static Fingerprint fingerprint(SessionDescription peer, MediaSection section)
      throws SdpFormatException {
    if (peer.value(section, "ice-ufrag").isEmpty() || peer.value(section, "ice-pwd").isEmpty()) {
      throw SdpFormatException.unsupported("no ICE credentials");
    }
    return peer.fingerprint(section)
        .orElseThrow(() -> SdpFormatException.unsupported("no usable certificate fingerprint"));
  }

  /** We are passive whenever the peer lets us: its first flight then needs no question. */
  private static boolean active(SessionDescription peer, MediaSection section) {
    return peer.value(section, "setup").orElse("actpass").equals("passive");
  }

  /** The same, but in no more than the directions that are allowed. */
  public Negotiation within(Direction allowed) {
    return new Negotiation(
        sections.stream().map(section -> section.within(allowed)).toList(),
        fingerprint,
        weAreActive);
  }

  /** The agreed track of a kind, {@code audio} or {@code video}. */
  public Optional<NegotiatedSection.Track> track(String kind) {
    return sections.stream()
        .filter(section -> section.kind().equals(kind))
        .flatMap(section -> section.track().stream())
        .findFirst();
  }
}
