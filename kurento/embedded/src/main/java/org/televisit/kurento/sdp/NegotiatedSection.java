package org.televisit.kurento.sdp;

import java.util.List;
import java.util.Optional;
import org.televisit.kurento.rtp.Codec;

/**
 * What both sides agree on for one media section.
 *
 * @param kind of the {@code m=} line
 * @param mid of both sides
 * @param protocol of the {@code m=} line
 * @param format the first format of the peer; what a rejected section repeats
 * @param tracks what may be sent, best first: one after the negotiation, one for each codec in an
 *     offer of ours, none for a section that is rejected
 */
public record NegotiatedSection(
    String kind, String mid, String protocol, String format, List<Track> tracks) {

  public NegotiatedSection {
    tracks = List.copyOf(tracks);
  }

  /** What is sent; empty for a section that is rejected. */
  public Optional<Track> track() {
    return tracks.stream().findFirst();
  }

  /** The same, but in no more than the directions that are allowed. */
  NegotiatedSection within(Direction allowed) {
    return new NegotiatedSection(
        kind, mid, protocol, format, tracks.stream().map(track -> track.within(allowed)).toList());
  }

  /**
   * One accepted track.
   *
   * @param payloadType the peer's number for the codec, used in both directions
   * @param fmtp format parameters to repeat; empty for none
   * @param feedback {@code a=rtcp-fb} values, without payload type
   * @param direction ours
   * @param absSendTimeId number of the header extension; 0 for none
   * @param transportSequenceId number of the header extension of transport-wide congestion control;
   *     0 for none
   * @param rtxType the peer's payload type for repeated packets (RFC 4588); 0 for none
   * @param reducedSize whether RTCP may be sent in parts (RFC 5506)
   * @param maxKilobits kbit/s that the peer takes at most; 0 for no limit
   */
  public record Track(
      Codec codec,
      int payloadType,
      String fmtp,
      List<String> feedback,
      Direction direction,
      int absSendTimeId,
      int transportSequenceId,
      int rtxType,
      boolean reducedSize,
      int maxKilobits) {

    public Track {
      feedback = List.copyOf(feedback);
    }

    private Track within(Direction allowed) {
      return new Track(
          codec,
          payloadType,
          fmtp,
          feedback,
          direction.within(allowed),
          absSendTimeId,
          transportSequenceId,
          rtxType,
          reducedSize,
          maxKilobits);
    }
  }
}
