package org.televisit.kurento.sdp;

import java.security.SecureRandom;
import java.util.List;
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

  private static final List<String> VIDEO_FEEDBACK =
      List.of("goog-remb", "ccm fir", "nack", "nack pli");

  /** What every browser decodes that has H.264 (RFC 7742, 6.2). */
  private static final String CONSTRAINED_BASELINE =
      "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";

  private static final SecureRandom RANDOM = new SecureRandom();

  public static LocalDescription of(
      IceCredentials ice, Fingerprint fingerprint, int audioSsrc, int videoSsrc, int rtxSsrc) {
    long id = RANDOM.nextLong() & Long.MAX_VALUE;
    return new LocalDescription(
        id, ice, fingerprint, "user" + Long.toString(id, 36), audioSsrc, videoSsrc, rtxSsrc);
  }

  /**
   * What an offer of ours proposes: one audio and one video section with all that is forwarded.
   *
   * @param audio direction of the sound
   * @param video direction of the pictures
   */
  public static List<NegotiatedSection> proposal(Direction audio, Direction video) {
    return List.of(
        section(
            "0",
            proposed(Codec.OPUS, audio, 111, 0, "minptime=10;useinbandfec=1"),
            proposed(Codec.PCMU, audio, 0, 0, ""),
            proposed(Codec.PCMA, audio, 8, 0, "")),
        section(
            "1",
            proposed(Codec.VP8, video, 96, 97, ""),
            proposed(Codec.VP9, video, 98, 99, "profile-id=0"),
            proposed(Codec.H264, video, 102, 103, CONSTRAINED_BASELINE)));
  }

  private static NegotiatedSection section(String mid, NegotiatedSection.Track... tracks) {
    return new NegotiatedSection(
        tracks[0].codec().isVideo() ? "video" : "audio",
        mid,
        "UDP/TLS/RTP/SAVPF",
        Integer.toString(tracks[0].payloadType()),
        List.of(tracks));
  }

  private static NegotiatedSection.Track proposed(
      Codec codec, Direction direction, int payloadType, int rtxType, String fmtp) {
    return new NegotiatedSection.Track(
        codec,
        payloadType,
        fmtp,
        codec.isVideo() ? VIDEO_FEEDBACK : List.of(),
        direction,
        2,
        0,
        rtxType,
        true,
        0);
  }

  /**
   * The description as text (RFC 8866).
   *
   * @param setup {@code actpass}, {@code active} or {@code passive}
   * @param limits most that the peer may send
   * @param candidates {@code candidate:...} lines, none before they are announced
   */
  public String write(
      List<NegotiatedSection> sections,
      String setup,
      ReceiveLimits limits,
      List<String> candidates) {
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
        accepted(out, section, setup, limits);
        candidates.forEach(candidate -> line(out, "a=" + candidate));
      } else {
        rejected(out, section);
      }
    }
    return out.toString();
  }

  private void accepted(
      StringBuilder out, NegotiatedSection section, String setup, ReceiveLimits limits) {
    NegotiatedSection.Track best = section.tracks().get(0);
    String formats =
        section.tracks().stream().map(LocalDescription::numbers).collect(Collectors.joining(" "));
    line(out, "m=" + section.kind() + " 9 " + section.protocol() + " " + formats);
    line(out, "c=IN IP4 0.0.0.0");
    if (best.direction().receives() && limits.of(best) > 0) {
      line(out, "b=AS:" + limits.of(best));
    }
    line(out, "a=rtcp:9 IN IP4 0.0.0.0");
    mid(out, section);
    line(out, "a=" + best.direction().attribute());
    line(out, "a=rtcp-mux");
    if (best.reducedSize()) {
      line(out, "a=rtcp-rsize");
    }
    if (best.absSendTimeId() > 0) {
      line(out, "a=extmap:" + best.absSendTimeId() + " " + Negotiation.ABS_SEND_TIME);
    }
    if (best.transportSequenceId() > 0) {
      line(out, "a=extmap:" + best.transportSequenceId() + " " + Negotiation.TRANSPORT_SEQUENCE);
    }
    section.tracks().forEach(track -> format(out, track));
    if (best.direction().sends()) {
      line(out, "a=msid:" + cname + " " + section.kind());
      streams(out, best);
    }
    transport(out, setup);
  }

  private static String numbers(NegotiatedSection.Track track) {
    String type = Integer.toString(track.payloadType());
    return track.rtxType() > 0 ? type + " " + track.rtxType() : type;
  }

  private static void format(StringBuilder out, NegotiatedSection.Track track) {
    int type = track.payloadType();
    line(out, "a=rtpmap:" + type + " " + track.codec().rtpmap());
    if (!track.fmtp().isEmpty()) {
      line(out, "a=fmtp:" + type + " " + track.fmtp());
    }
    track.feedback().forEach(feedback -> line(out, "a=rtcp-fb:" + type + " " + feedback));
    if (track.rtxType() > 0) {
      line(out, "a=rtpmap:" + track.rtxType() + " " + Negotiation.RTX);
      line(out, "a=fmtp:" + track.rtxType() + " apt=" + type);
    }
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
