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
 * @param track what is sent; empty for a section that is rejected
 */
public record NegotiatedSection(
    String kind, String mid, String protocol, String format, Optional<Track> track) {

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
      boolean reducedSize) {

    public Track {
      feedback = List.copyOf(feedback);
    }
  }
}
