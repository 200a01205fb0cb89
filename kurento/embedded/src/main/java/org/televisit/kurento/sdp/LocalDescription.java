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
 * @param rtxSsrc of the video packets that we repeat
 */
public record LocalDescription(
    long sessionId,
    IceCredentials ice,
    Fingerprint fingerprint,
    String cname,
    int audioSsrc,
    int videoSsrc,
    int rtxSsrc) {

  private static final int PROPOSED_RTX = 97;
  private static final SecureRandom RANDOM = new SecureRandom();

  public static LocalDescription of(
      IceCredentials ice, Fingerprint fingerprint, int audioSsrc, int videoSsrc, int rtxSsrc) {
    long id = RANDOM.nextLong() & Long.MAX_VALUE;
    return new LocalDescription(
        id, ice, fingerprint, "user" + Long.toString(id, 36), audioSsrc, videoSsrc, rtxSsrc);
  }

  /**
   * What an offer of ours proposes: one audio and one video section.
   *
   * @param audio direction of the sound
   * @param video direction of the pictures
   */
  public static List<NegotiatedSection> proposal(Direction audio, Direction video) {
    List<String> feedback = List.of("goog-remb", "ccm fir", "nack", "nack pli");
    return List.of(
        proposed("0", Codec.OPUS, audio, 111, "minptime=10;useinbandfec=1", List.of()),
        proposed("1", Codec.VP8, video, 96, "", feedback));
  }

  private static NegotiatedSection proposed(
      String mid,
      Codec codec,
      Direction direction,
      int payloadType,
      String fmtp,
      List<String> feedback) {
    return new NegotiatedSection(
        codec.isVideo() ? "video" : "audio",
        mid,
        "UDP/TLS/RTP/SAVPF",
        Integer.toString(payloadType),
        Optional.of(
            new NegotiatedSection.Track(
                codec,
                payloadType,
                fmtp,
                feedback,
                direction,
                2,
                0,
                codec.isVideo() ? PROPOSED_RTX : 0,
                true)));
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
    String formats = track.rtxType() > 0 ? type + " " + track.rtxType() : Integer.toString(type);
    line(out, "m=" + section.kind() + " 9 " + section.protocol() + " " + formats);
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
    if (track.transportSequenceId() > 0) {
      line(out, "a=extmap:" + track.transportSequenceId() + " " + Negotiation.TRANSPORT_SEQUENCE);
    }
    line(out, "a=rtpmap:" + type + " " + track.codec().rtpmap());
    if (!track.fmtp().isEmpty()) {
      line(out, "a=fmtp:" + type + " " + track.fmtp());
    }
    track.feedback().forEach(feedback -> line(out, "a=rtcp-fb:" + type + " " + feedback));
    if (track.rtxType() > 0) {
      line(out, "a=rtpmap:" + track.rtxType() + " " + Negotiation.RTX);
      line(out, "a=fmtp:" + track.rtxType() + " apt=" + type);
    }
    if (track.direction().sends()) {
      line(out, "a=msid:" + cname + " " + section.kind());
      streams(out, track);
    }
    transport(out, setup);
  }

  private void streams(StringBuilder out, NegotiatedSection.Track track) {
    String ssrc = Integer.toUnsignedString(track.codec().isVideo() ? videoSsrc : audioSsrc);
    String rtx = Integer.toUnsignedString(rtxSsrc);
    if (track.rtxType() > 0) {
      line(out, "a=ssrc-group:FID " + ssrc + " " + rtx);
    }
    line(out, "a=ssrc:" + ssrc + " cname:" + cname);
    if (track.rtxType() > 0) {
      line(out, "a=ssrc:" + rtx + " cname:" + cname);
    }
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
