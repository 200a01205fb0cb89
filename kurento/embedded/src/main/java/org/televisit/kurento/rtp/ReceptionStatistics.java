package org.televisit.kurento.rtp;

/** What a receiver report says about one stream (RFC 3550, 6.4.1 and appendix A). */
final class ReceptionStatistics {

  private final int ssrc;
  private final int clockRate;
  private final SequenceUnwrapper sequences = SequenceUnwrapper.ofSequences();
  private long first = -1;
  private long highest = -1;
  private long received;
  private long octets;
  private int fractionLost;
  private long expectedBefore;
  private long receivedBefore;
  private double jitter;
  private long lastTransit;
  private boolean transitKnown;
  private int lastReport;
  private long lastReportAt;

  ReceptionStatistics(int ssrc, int clockRate) {
    this.ssrc = ssrc;
    this.clockRate = clockRate;
  }

  /** Counts a packet. */
  void received(RtpPacket packet, long now) {
    long sequence = sequences.unwrap(packet.sequence());
    received++;
    octets += packet.payloadLength();
    if (first < 0) {
      first = sequence;
    }
    highest = Math.max(highest, sequence);
    long arrival = now * clockRate / 1_000_000;
    long transit = (int) (arrival - packet.timestamp());
    if (transitKnown) {
      long difference = Math.abs((int) (transit - lastTransit));
      if (difference < 5L * clockRate) {
        jitter += (difference - jitter) / 16;
      }
    }
    transitKnown = true;
    lastTransit = transit;
  }

  void senderReport(RtcpMessage.SenderReport report, long now) {
    lastReport = (int) (report.ntp() >>> 16);
    lastReportAt = now;
  }

  /** What there is to know, for people. */
  StreamStatistics statistics(StreamStatistics.Feedback sent) {
    long lost = received == 0 ? 0 : highest - first + 1 - received;
    return new StreamStatistics(
        ssrc, received, octets, lost, fractionLost / 256.0, jitter / clockRate, 0, sent);
  }

  /** The report block since the last one. */
  RtcpMessage.ReportBlock report(long now) {
    long expected = highest - first + 1;
    long lost = Math.min(0x7fffff, Math.max(0, expected - received));
    long expectedNow = expected - expectedBefore;
    long lostNow = expectedNow - (received - receivedBefore);
    expectedBefore = expected;
    receivedBefore = received;
    fractionLost =
        expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
    int delay = lastReport == 0 ? 0 : (int) ((now - lastReportAt) * 65536 / 1_000_000);
    return new RtcpMessage.ReportBlock(
        ssrc,
        fractionLost,
        (int) lost,
        (int) (highest - (1 << 16)),
        (int) jitter,
        lastReport,
        delay);
  }
}
