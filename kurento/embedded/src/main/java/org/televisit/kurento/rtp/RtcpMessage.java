package org.televisit.kurento.rtp;

import java.util.List;

/** What RTCP packets say to us, or we say by them. */
public sealed interface RtcpMessage {

  /**
   * SR (RFC 3550, 6.4.1).
   *
   * @param ntp 32.32 fixed-point seconds of the sender's clock
   * @param timestamp the RTP timestamp of the same instant
   * @param packets packets sent, modulo 2^32
   * @param octets payload octets sent, modulo 2^32
   */
  record SenderReport(int ssrc, long ntp, int timestamp, int packets, int octets)
      implements RtcpMessage {}

  /**
   * One report block of an SR or RR.
   *
   * @param ssrc the stream it is about
   * @param fractionLost since the last report, in 256ths
   * @param cumulativeLost 24 bits
   * @param highestSequence with cycles
   * @param jitter in timestamp units
   * @param lastReport middle 32 bits of the NTP time of the last SR; 0 if none
   * @param delay since that SR, in 65536ths of a second
   */
  record ReportBlock(
      int ssrc,
      int fractionLost,
      int cumulativeLost,
      int highestSequence,
      int jitter,
      int lastReport,
      int delay)
      implements RtcpMessage {}

  /** Generic NACK (RFC 4585, 6.2.1): packets of one stream that did not arrive. */
  record Nack(int ssrc, List<Integer> sequences) implements RtcpMessage {}

  /** PLI (RFC 4585, 6.3.1) or FIR (RFC 5104, 4.3.1): the receiver needs a key frame. */
  record KeyFrameRequest(int ssrc) implements RtcpMessage {}

  /** REMB (draft-alvestrand-rmcat-remb): what the receiver believes that it can take, in bit/s. */
  record Remb(long bitrate, List<Integer> ssrcs) implements RtcpMessage {}

  /** BYE: the stream ends. */
  record Bye(int ssrc) implements RtcpMessage {}
}
