package org.televisit.kurento.sdp;

/**
 * What the peer is asked to send at most, written as {@code b=AS} (RFC 8866, 5.8) where we receive.
 *
 * @param audio kbit/s; 0 for no limit
 * @param video kbit/s; 0 for no limit
 */
public record ReceiveLimits(int audio, int video) {

  public static final ReceiveLimits NONE = new ReceiveLimits(0, 0);

  int of(NegotiatedSection.Track track) {
    return track.codec().isVideo() ? video : audio;
  }
}
