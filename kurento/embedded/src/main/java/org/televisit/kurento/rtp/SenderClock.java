package org.televisit.kurento.rtp;

/**
 * How a stream's timestamps lie on its sender's clock, from its last sender report.
 *
 * @param ssrc the stream
 * @param ntp 32.32 fixed-point seconds of the sender's clock
 * @param timestamp the RTP timestamp of the same instant
 * @param arrival when the report came
 */
public record SenderClock(int ssrc, long ntp, int timestamp, long arrival) {

  /** The sender's clock at a timestamp near this report, in microseconds. */
  public long microsAt(int rtpTimestamp, int clockRate) {
    return micros(ntp) + (rtpTimestamp - timestamp) * 1_000_000L / clockRate;
  }

  /** The report of an instant after this one's arrival, as the sender would make it. */
  SenderClock at(long now, int clockRate) {
    long elapsed = Math.max(0, now - arrival);
    long later = ntp + ((elapsed / 1_000_000) << 32) + (((elapsed % 1_000_000) << 32) / 1_000_000);
    return new SenderClock(
        ssrc, later, timestamp + (int) (elapsed * clockRate / 1_000_000), arrival + elapsed);
  }

  private static long micros(long ntp) {
    return (ntp >>> 32) * 1_000_000 + (((ntp & 0xffffffffL) * 1_000_000) >>> 32);
  }
}
