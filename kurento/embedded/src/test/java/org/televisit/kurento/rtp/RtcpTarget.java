package org.televisit.kurento.rtp;

import java.util.Arrays;
import java.util.List;

/** What comes as RTCP: any bytes are understood or left out. */
public final class RtcpTarget {

  /** In microseconds from when the packets were sent; at once they are not sent again. */
  private static final long LATER = 100_000;

  private RtcpTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    int unused = repetitions(data);
  }

  /** How often packets are sent again: sequence numbers count from the first that was sent. */
  public static int repetitions(byte[] data) {
    Viewer viewer = new Viewer();
    OutgoingTrack out = new OutgoingTrack(viewer);
    out.negotiated(Codec.VP8, 96, 0);
    publish(out);
    ReceptionStatistics statistics = new ReceptionStatistics(1, 90_000);
    for (RtcpMessage message : RtcpReader.read(data, 0, data.length)) {
      if (message instanceof RtcpMessage.Nack nack) {
        out.nacked(viewer.numbered(nack), LATER);
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
    return viewer.repetitions;
  }

  /** A key frame of 50 packets has been sent. */
  private static void publish(OutgoingTrack out) {
    IncomingTrack in = new IncomingTrack(new UplinkDouble());
    in.negotiated(Codec.VP8, 96);
    in.attach(out);
    byte[] frame = Arrays.copyOf(FrameAssemblerTest.hex("100000 9d012a 4001 f000"), 54_000);
    for (RtpPacket packet : new Packetizer(Codec.VP8, 96).packets(frame, true, 1)) {
      in.rtp(packet, 1);
    }
  }

  private static final class Viewer implements OutgoingTrack.Downlink {
    private int first = -1;
    private int repetitions;

    RtcpMessage.Nack numbered(RtcpMessage.Nack nack) {
      return new RtcpMessage.Nack(
          nack.ssrc(), nack.sequences().stream().map(each -> each + first & 0xffff).toList());
    }

    @Override
    public boolean gone() {
      return false;
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public int send(byte[] packet, int length) {
      first = first < 0 ? Bytes.u16(packet, 2) : first;
      return length;
    }

    @Override
    public void sendAgain(byte[] sent) {
      repetitions++;
    }
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
