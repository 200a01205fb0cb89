package org.televisit.kurento.rtp;

/**
 * What is known of one stream, with the meanings of W3C webrtc-stats.
 *
 * @param packets received or sent so far
 * @param octets of payload received or sent so far
 * @param lost packets that did not arrive; negative after duplicates
 * @param fractionLost of the last report, from 0 to 1
 * @param jitterSeconds of what is received; 0 for what is sent
 * @param roundTripSeconds of what is sent; 0 for what is received, and before the first report
 * @param feedback what the receiver asked for
 */
public record StreamStatistics(
    int ssrc,
    long packets,
    long octets,
    long lost,
    double fractionLost,
    double jitterSeconds,
    double roundTripSeconds,
    Feedback feedback) {

  /**
   * Requests of the receiver.
   *
   * @param keyFrames requests for a key frame (PLI or FIR)
   * @param nacks requests for lost packets, each for one or several
   * @param bitrate the last estimate that it announced, in bit/s; 0 before the first
   */
  public record Feedback(long keyFrames, long nacks, long bitrate) {}
}
