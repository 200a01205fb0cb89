package org.televisit.kurento.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What comes as RTP of each codec: any bytes are forwarded, recorded or dropped. */
public final class RtpTarget {

  private static final int TYPE = 96;

  private RtpTarget() {}

  private static final class Up implements IncomingTrack.Uplink {
    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void nack(RtcpMessage.Nack nack) {
      new RtcpWriter().nack(1, nack).toBytes();
    }

    @Override
    public void requestKeyFrame(int ssrc) {}
  }

  private static final class Down implements OutgoingTrack.Downlink {
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
      return RtpPacket.parse(packet, 0, length).isPresent() ? length : 0;
    }

    @Override
    public void sendAgain(byte[] sent) {}
  }

  private static final class Assembly implements RtpSink {
    private final FrameAssembler frames;
    private final JitterBuffer buffer = new JitterBuffer();

    Assembly(Codec codec) {
      frames = FrameAssembler.of(codec);
    }

    @Override
    public void source(@Nullable IncomingTrack source) {}

    @Override
    public @Nullable IncomingTrack source() {
      return null;
    }

    @Override
    public void rtp(RtpPacket packet, IncomingTrack from, long now) {
      buffer.add(packet, now, frames::add);
      buffer.flush(frames::add);
    }

    @Override
    public OptionalLong bitrateLimit() {
      return OptionalLong.empty();
    }
  }

  /** The input is a length of two bytes, then a packet, again and again. */
  public static void fuzzerTestOneInput(byte[] data) {
    for (Codec codec : List.of(Codec.VP8, Codec.VP9, Codec.H264)) {
      IncomingTrack in = new IncomingTrack(new Up());
      in.negotiated(codec, TYPE);
      in.repeatedAs(TYPE + 1);
      OutgoingTrack out = new OutgoingTrack(new Down());
      out.negotiated(codec, TYPE, 3);
      out.repeatAs(TYPE + 1);
      in.attach(out);
      in.attach(new Assembly(codec));
      TransportFeedback feedback = new TransportFeedback();
      long now = 0;
      for (int at = 0; at + 2 < data.length; now += 1000) {
        int length = Math.min(Bytes.u16(data, at), data.length - at - 2);
        Optional<RtpPacket> packet = RtpPacket.parse(data, at + 2, length);
        if (packet.isPresent()) {
          feedback.received(packet.get().extension16(3) & 0xffff, now);
          in.rtp(packet.get(), now);
        }
        at += 2 + length;
      }
      in.tick(now);
      feedback.report(1, 2);
    }
  }

  public static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    byte[] frame = FrameAssemblerTest.hex("100000 9d012a 4001 f000", "00".repeat(3000));
    for (Codec codec : List.of(Codec.VP8, Codec.VP9)) {
      java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
      Packetizer packetizer = new Packetizer(codec, TYPE);
      for (RtpPacket packet : packetizer.packets(frame, true, 1)) {
        int length = packet.payloadOffset() + packet.payloadLength();
        all.write(length >> 8);
        all.write(length);
        all.write(packet.buffer(), 0, length);
      }
      seeds.add(all.toByteArray());
    }
    seeds.add(
        FrameAssemblerTest.hex(
            "0019 90600001 0000000100000002 bede0001 31123400 788065",
            "000f 80e00002 0000000100000002 7c8511"));
    return seeds;
  }
}
