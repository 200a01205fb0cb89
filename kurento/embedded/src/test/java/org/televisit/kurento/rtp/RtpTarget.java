package org.televisit.kurento.rtp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    private @Nullable IncomingTrack source;
    private int pictures;

    Assembly(Codec codec) {
      frames = FrameAssembler.of(codec);
    }

    @Override
    public void source(@Nullable IncomingTrack track) {
      source = track;
    }

    @Override
    public @Nullable IncomingTrack source() {
      return source;
    }

    @Override
    public void rtp(RtpPacket packet, IncomingTrack from, long now) {
      buffer.add(packet, now, this::add);
    }

    void end() {
      buffer.flush(this::add);
    }

    private void add(JitterBuffer.Packet packet) {
      pictures += frames.add(packet).isPresent() ? 1 : 0;
    }

    @Override
    public OptionalLong bitrateLimit() {
      return OptionalLong.empty();
    }
  }

  /** The input is a length of two bytes, then a packet, again and again. */
  public static void fuzzerTestOneInput(byte[] data) {
    var unused = pictures(data);
  }

  /** How many pictures of each codec a recorder makes of it. */
  public static Map<Codec, Integer> pictures(byte[] data) {
    Map<Codec, Integer> pictures = new EnumMap<>(Codec.class);
    for (Codec codec : List.of(Codec.VP8, Codec.VP9, Codec.H264)) {
      IncomingTrack in = new IncomingTrack(new Up());
      in.negotiated(codec, TYPE);
      in.repeatedAs(TYPE + 1);
      OutgoingTrack out = new OutgoingTrack(new Down());
      out.negotiated(codec, TYPE, 3);
      out.repeatAs(TYPE + 1);
      in.attach(out);
      Assembly assembly = new Assembly(codec);
      in.attach(assembly);
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
      assembly.end();
      pictures.put(codec, assembly.pictures);
    }
    return pictures;
  }

  public static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    String rest = "00".repeat(3000);
    seeds.add(packets(Codec.VP8, FrameAssemblerTest.hex("100000 9d012a 4001 f000", rest)));
    seeds.add(packets(Codec.VP9, FrameAssemblerTest.hex(FrameAssemblerTest.Of_VP9.KEY, rest)));
    seeds.add(h264());
    seeds.add(
        FrameAssemblerTest.hex(
            "0019 90600001 0000000100000002 bede0001 31123400 788065",
            "000f 80e00002 0000000100000002 7c8511"));
    return seeds;
  }

  private static byte[] packets(Codec codec, byte[] frame) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (RtpPacket packet : new Packetizer(codec, TYPE).packets(frame, true, 1)) {
      int length = packet.payloadOffset() + packet.payloadLength();
      add(all, Arrays.copyOf(packet.buffer(), length));
    }
    return all.toByteArray();
  }

  /** Parameter sets, a key frame in three fragments, and a picture that depends on it. */
  private static byte[] h264() {
    String parameters =
        FrameAssemblerTest.Of_H264.aggregated(
            FrameAssemblerTest.Of_H264.SEQUENCE, FrameAssemblerTest.Of_H264.PICTURE);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    add(all, FrameAssemblerTest.hex("8060 0001 00000001 00000002", parameters));
    add(all, FrameAssemblerTest.hex("8060 0002 00000001 00000002 7c 85 8811"));
    add(all, FrameAssemblerTest.hex("8060 0003 00000001 00000002 7c 05 2222"));
    add(all, FrameAssemblerTest.hex("80e0 0004 00000001 00000002 7c 45 3333"));
    add(all, FrameAssemblerTest.hex("80e0 0005 00000bb9 00000002 41 9a00"));
    return all.toByteArray();
  }

  private static void add(ByteArrayOutputStream all, byte[] packet) {
    all.write(packet.length >> 8);
    all.write(packet.length);
    all.writeBytes(packet);
  }
}
