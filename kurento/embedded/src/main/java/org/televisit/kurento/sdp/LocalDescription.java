package org.televisit.kurento.sdp;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.televisit.kurento.rtp.Codec;
import org.televisit.kurento.transport.Fingerprint;
import org.televisit.kurento.transport.IceCredentials;

/**
 * Our side of a session, to be written as offer or answer.
 *
 * @param sessionId of the {@code o=} line
 * @param cname of our streams, also in RTCP
 * @param audioSsrc of what we send
 * @param videoSsrc of what we send
 */
public record LocalDescription(
    long sessionId,
    IceCredentials ice,
    Fingerprint fingerprint,
    String cname,
    int audioSsrc,
    int videoSsrc) {

  private static final SecureRandom RANDOM = new SecureRandom();

  public static LocalDescription of(
      IceCredentials ice, Fingerprint fingerprint, int audioSsrc, int videoSsrc) {
    long id = RANDOM.nextLong() & Long.MAX_VALUE;
    return new LocalDescription(
        id, ice, fingerprint, "user" + Long.toString(id, 36), audioSsrc, videoSsrc);
  }

  /** What an offer of ours proposes: one audio and one video section, both ways. */
  public static List<NegotiatedSection> proposal() {
    return List.of(
        proposed("audio", "0", Codec.OPUS, 111, "minptime=10;useinbandfec=1", List.of()),
        proposed(
            "video", "1", Codec.VP8, 96, "", List.of("goog-remb", "ccm fir", "nack", "nack pli")));
  }

  private static NegotiatedSection proposed(
      String kind, String mid, Codec codec, int payloadType, String fmtp, List<String> feedback) {
    return new NegotiatedSection(
        kind,
        mid,
        "UDP/TLS/RTP/SAVPF",
        Integer.toString(payloadType),
        Optional.of(
            new NegotiatedSection.Track(
                codec, payloadType, fmtp, feedback, Direction.SENDRECV, 2, true)));
  }

  /**
   * The description as text (RFC 8866).
   *
   * @param setup {@code actpass}, {@code active} or {@code passive}
   * @param maxVideoKbps most that the peer may send, written as {@code b=AS}; 0 for no limit
   * @param candidates {@code candidate:...} lines, none before they are announced
   */
  public String write(
      List<NegotiatedSection> sections, String setup, int maxVideoKbps, List<String> candidates) {
    StringBuilder out = new StringBuilder();
    line(out, "v=0");
    line(out, "o=- " + sessionId + " 1 IN IP4 0.0.0.0");
    line(out, "s=-");
    line(out, "t=0 0");
    line(out, "a=ice-lite");
    String bundle =
        sections.stream()
            .filter(section -> section.track().isPresent())
            .map(NegotiatedSection::mid)
            .filter(mid -> !mid.isEmpty())
            .collect(Collectors.joining(" "));
    if (!bundle.isEmpty()) {
      line(out, "a=group:BUNDLE " + bundle);
    }
    line(out, "a=msid-semantic: WMS *");
    for (NegotiatedSection section : sections) {
      if (section.track().isPresent()) {
        accepted(out, section, section.track().get(), setup, maxVideoKbps);
        candidates.forEach(candidate -> line(out, "a=" + candidate));
      } else {
        rejected(out, section);
      }
    }
    return out.toString();
  }

  private void accepted(
      StringBuilder out,
      NegotiatedSection section,
      NegotiatedSection.Track track,
      String setup,
      int maxVideoKbps) {
    int type = track.payloadType();
    line(out, "m=" + section.kind() + " 9 " + section.protocol() + " " + type);
    line(out, "c=IN IP4 0.0.0.0");
    if (track.codec().isVideo() && maxVideoKbps > 0) {
      line(out, "b=AS:" + maxVideoKbps);
    }
    line(out, "a=rtcp:9 IN IP4 0.0.0.0");
    mid(out, section);
    line(out, "a=" + track.direction().attribute());
    line(out, "a=rtcp-mux");
    if (track.reducedSize()) {
      line(out, "a=rtcp-rsize");
    }
    if (track.absSendTimeId() > 0) {
      line(out, "a=extmap:" + track.absSendTimeId() + " " + Negotiation.ABS_SEND_TIME);
    }
    line(out, "a=rtpmap:" + type + " " + track.codec().rtpmap());
    if (!track.fmtp().isEmpty()) {
      line(out, "a=fmtp:" + type + " " + track.fmtp());
    }
    track.feedback().forEach(feedback -> line(out, "a=rtcp-fb:" + type + " " + feedback));
    if (track.direction().sends()) {
      int ssrc = track.codec().isVideo() ? videoSsrc : audioSsrc;
      line(out, "a=msid:" + cname + " " + section.kind());
      line(out, "a=ssrc:" + Integer.toUnsignedString(ssrc) + " cname:" + cname);
    }
    transport(out, setup);
  }

  private void transport(StringBuilder out, String setup) {
    line(out, "a=ice-ufrag:" + ice.ufrag());
    line(out, "a=ice-pwd:" + ice.password());
    line(out, "a=fingerprint:" + fingerprint);
    line(out, "a=setup:" + setup);
  }

  private static void rejected(StringBuilder out, NegotiatedSection section) {
    line(out, "m=" + section.kind() + " 0 " + section.protocol() + " " + section.format());
    line(out, "c=IN IP4 0.0.0.0");
    mid(out, section);
    line(out, "a=inactive");
  }

  private static void mid(StringBuilder out, NegotiatedSection section) {
    if (!section.mid().isEmpty()) {
      line(out, "a=mid:" + section.mid());
    }
  }

  private static void line(StringBuilder out, String text) {
    out.append(text).append("\r\n");
  }
}
