package org.televisit.kurento.rtp;

import java.util.List;

/** What comes as RTCP: any bytes are understood or left out. */
public final class RtcpTarget {

  private RtcpTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    OutgoingTrack out = new OutgoingTrack(new Nowhere());
    out.negotiated(Codec.VP8, 96, 0);
    ReceptionStatistics statistics = new ReceptionStatistics(1, 90_000);
    for (RtcpMessage message : RtcpReader.read(data, 0, data.length)) {
      if (message instanceof RtcpMessage.Nack nack) {
        out.nacked(nack, 1);
        new RtcpWriter().nack(1, nack).toBytes();
      } else if (message instanceof RtcpMessage.ReportBlock block) {
        out.reported(block, 1);
      } else if (message instanceof RtcpMessage.Remb remb) {
        out.estimated(remb.bitrate());
        out.bitrateLimit();
      } else if (message instanceof RtcpMessage.SenderReport report) {
        statistics.senderReport(report, 1);
        new SenderClock(report.ssrc(), report.ntp(), report.timestamp(), 0).at(5, 90_000);
      }
    }
  }

  private static final class Nowhere implements OutgoingTrack.Downlink {
    @Override
    public boolean gone() {
      return false;
    }

    @Override
    public boolean ready() {
      return false;
    }

    @Override
    public int send(byte[] packet, int length) {
      return 0;
    }

    @Override
    public void sendAgain(byte[] sent) {}
  }

  public static List<byte[]> seeds() {
    RtcpMessage.ReportBlock block = new RtcpMessage.ReportBlock(1, 2, 3, 4, 5, 6, 7);
    return List.of(
        new RtcpWriter()
            .senderReport(new RtcpMessage.SenderReport(1, 2, 3, 4, 5), List.of(block))
            .cname(1, "name")
            .nack(1, new RtcpMessage.Nack(2, List.of(1, 2, 3)))
            .keyFrameRequest(1, 2)
            .remb(1, 100_000, 2)
            .bye(1)
            .toBytes());
  }
}
