package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What comes in on one track and goes out on another, with the time in the test's hand. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TrackTest {

  static final int MILLI = 1000;

  final List<Integer> nacked = new ArrayList<>();
  final List<Integer> keyFrameRequests = new ArrayList<>();
  final List<byte[]> sent = new ArrayList<>();
  final List<byte[]> repeated = new ArrayList<>();
  long now = 1_000_000;
  boolean gone;
  final IncomingTrack in = new IncomingTrack(new Up());
  final OutgoingTrack out = new OutgoingTrack(new Down());

  final class Up implements IncomingTrack.Uplink {
    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void nack(RtcpMessage.Nack nack) {
      nacked.addAll(nack.sequences());
    }

    @Override
    public void requestKeyFrame(int ssrc) {
      keyFrameRequests.add(ssrc);
    }
  }

  final class Down implements OutgoingTrack.Downlink {
    @Override
    public boolean gone() {
      return gone;
    }

    @Override
    public boolean ready() {
      return !gone;
    }

    @Override
    public int send(byte[] packet, int length) {
      sent.add(Arrays.copyOf(packet, length));
      return length;
    }

    @Override
    public void sendAgain(byte[] packet) {
      repeated.add(packet);
    }
  }

  @BeforeEach
  void negotiate() {
    in.negotiated(Codec.VP8, 96);
    out.negotiated(Codec.VP8, 120, 3);
    in.attach(out);
  }

  static byte[] vp8(int ssrc, int sequence, int timestamp, boolean key, int pictureId) {
    return ByteBuffer.allocate(26)
        .put((byte) 0x80)
        .put((byte) (0x80 | 96))
        .putShort((short) sequence)
        .putInt(timestamp)
        .putInt(ssrc)
        .put((byte) 0x90)
        .put((byte) 0xe0)
        .putShort((short) (0x8000 | pictureId))
        .put((byte) (pictureId & 0xff))
        .put((byte) 0)
        .put((byte) (key ? 0x10 : 0x11))
        .array();
  }

  void arrives(byte[] packet) {
    in.rtp(RtpPacket.parse(packet, 0, packet.length).orElseThrow(), now);
  }

  void arrives(int sequence, boolean key) {
    arrives(vp8(1, sequence, sequence * 3000, key, sequence & 0x7fff));
  }

  static RtpPacket read(byte[] packet) {
    return RtpPacket.parse(packet, 0, packet.length).orElseThrow();
  }

  List<Integer> sentSequences() {
    return sent.stream().map(packet -> read(packet).sequence()).toList();
  }

  static int pictureId(byte[] packet) {
    return Bytes.u16(packet, read(packet).payloadOffset() + 2) & 0x7fff;
  }

  @Nested
  class Loss {

    @Test
    void is_asked_for_soon_and_again_until_it_comes() {
      arrives(1, true);
      arrives(3, false);
      assertThat(nacked).as("it may only be late").isEmpty();
      now += 12 * MILLI;
      in.tick(now);
      assertThat(nacked).containsExactly(2);
      now += 50 * MILLI;
      in.tick(now);
      assertThat(nacked).as("too early to ask again").hasSize(1);
      now += 50 * MILLI;
      in.tick(now);
      assertThat(nacked).containsExactly(2, 2);
      arrives(2, false);
      now += 500 * MILLI;
      in.tick(now);
      assertThat(nacked).hasSize(2);
    }

    @Test
    void is_given_up_after_a_second() {
      arrives(1, true);
      arrives(3, false);
      for (int i = 0; i < 100; i++) {
        now += 50 * MILLI;
        in.tick(now);
      }
      assertThat(nacked).hasSizeBetween(5, 8);
    }

    @Test
    void of_very_many_packets_is_a_new_beginning() {
      arrives(1, true);
      arrives(20_000, true);
      now += 100 * MILLI;
      in.tick(now);
      assertThat(nacked).isEmpty();
    }

    @Test
    void shows_in_the_report() {
      for (int sequence : new int[] {65534, 65535, 65538, 65539}) {
        arrives(sequence & 0xffff, sequence == 65534);
      }
      RtcpMessage.ReportBlock block = in.report(now).orElseThrow();
      assertThat(block.cumulativeLost()).isEqualTo(2);
      assertThat(block.fractionLost()).isEqualTo(2 * 256 / 6);
      assertThat(block.highestSequence()).isEqualTo(65539);
      assertThat(in.report(now).orElseThrow().fractionLost()).isZero();
    }

    @Test
    void is_repaired_under_a_type_of_its_own_where_that_was_agreed_on() {
      out.repeatAs(121);
      arrives(1, true);
      byte[] original = sent.get(0);
      out.nacked(
          new RtcpMessage.Nack(out.ssrc(), List.of(Bytes.u16(original, 2))), now + 30 * MILLI);
      assertThat(repeated).isEmpty();
      RtpPacket repetition = RtpPacket.parse(sent.get(1), 0, sent.get(1).length).orElseThrow();
      assertThat(repetition.payloadType()).isEqualTo(121);
      assertThat(repetition.ssrc()).isEqualTo(out.rtxSsrc());
      RtpPacket repaired = repetition.repaired(out.ssrc(), 120).orElseThrow();
      RtpPacket wanted = RtpPacket.parse(original, 0, original.length).orElseThrow();
      assertThat(repaired.sequence()).isEqualTo(wanted.sequence());
      assertThat(repaired.timestamp()).isEqualTo(wanted.timestamp());
      assertThat(repaired.payload()).isEqualTo(wanted.payload());
    }

    @Test
    void that_is_repeated_is_handed_on_once_but_counts_as_lost() {
      in.repeatedAs(97);
      arrives(1, true);
      arrives(3, false);
      int before = sent.size();
      byte[] lost = vp8(1, 2, 6000, false, 2);
      byte[] repetition = Arrays.copyOf(lost, lost.length + 2);
      System.arraycopy(lost, 12, repetition, 14, lost.length - 12);
      System.arraycopy(lost, 2, repetition, 12, 2);
      repetition[1] = (byte) ((lost[1] & 0x80) | 97);
      RtpPacket packet = RtpPacket.parse(repetition, 0, repetition.length).orElseThrow();
      in.rtp(packet, now);
      in.rtp(packet, now);
      assertThat(sent).hasSize(before + 1);
      assertThat(in.report(now).orElseThrow().cumulativeLost()).isEqualTo(1);
    }

    @Test
    void towards_the_receiver_is_repaired_from_what_was_sent() {
      arrives(1, true);
      int sequence = sentSequences().get(0);
      RtcpMessage.Nack nack = new RtcpMessage.Nack(out.ssrc(), List.of(sequence, sequence + 1));
      now += 30 * MILLI;
      out.nacked(nack, now);
      out.nacked(nack, now + 5 * MILLI);
      assertThat(repeated).containsExactly(sent.get(0));
    }
  }

  @Nested
  class Key_frame_requests {

    @Test
    void are_at_least_300_ms_apart_and_none_is_lost() {
      arrives(1, true);
      in.requestKeyFrame(now);
      in.requestKeyFrame(now + 1);
      in.requestKeyFrame(now + 299 * MILLI);
      assertThat(keyFrameRequests).hasSize(1);
      in.tick(now + 301 * MILLI);
      assertThat(keyFrameRequests).hasSize(2);
      in.tick(now + 900 * MILLI);
      assertThat(keyFrameRequests).hasSize(2);
    }

    @Test
    void are_satisfied_by_a_key_frame_that_comes_meanwhile() {
      arrives(1, true);
      in.requestKeyFrame(now);
      in.requestKeyFrame(now + 1);
      arrives(2, true);
      in.tick(now + 301 * MILLI);
      assertThat(keyFrameRequests).hasSize(1);
    }

    @Test
    void are_not_satisfied_by_a_key_frame_that_is_repeated_or_late() {
      arrives(1, true);
      arrives(2, true);
      in.requestKeyFrame(now);
      in.requestKeyFrame(now + 1);
      arrives(2, true);
      arrives(1, true);
      in.tick(now + 301 * MILLI);
      assertThat(keyFrameRequests).hasSize(2);
    }
  }

  /** One that leaves with the packet that it gets. */
  final class Leaving implements RtpSink {
    private @Nullable IncomingTrack source;
    private int packets;

    @Override
    public void source(@Nullable IncomingTrack track) {
      source = track;
    }

    @Override
    public @Nullable IncomingTrack source() {
      return source;
    }

    @Override
    public void rtp(RtpPacket packet, IncomingTrack from, long at) {
      packets++;
      from.detach(this);
    }

    @Override
    public OptionalLong bitrateLimit() {
      return OptionalLong.empty();
    }
  }

  @Test
  void A_sink_that_leaves_while_it_gets_a_packet_costs_the_next_one_nothing() {
    in.detach(out);
    Leaving leaving = new Leaving();
    in.attach(leaving);
    in.attach(out);
    arrives(1, true);
    arrives(2, false);
    assertThat(sent).hasSize(2);
    assertThat(leaving.packets).isEqualTo(1);
    assertThat(in.sinks()).containsExactly(out);
  }

  @Test
  void A_receiver_that_is_gone_limits_nobody_and_begins_anew_when_it_comes_back() {
    out.estimated(20_000);
    arrives(1, true);
    assertThat(in.bitrateLimit()).hasValue(20_000);
    gone = true;
    assertThat(in.bitrateLimit()).isEmpty();
    arrives(2, false);
    assertThat(sent).hasSize(1);
    gone = false;
    now += 2_000 * MILLI; // what was kept is too old by now
    arrives(3, false);
    assertThat(sent).as("depends on what it has not got").hasSize(1);
    arrives(4, true);
    assertThat(sentSequences())
        .containsExactly(sentSequences().get(0), (sentSequences().get(0) + 1) & 0xffff);
  }

  @Nested
  class What_the_receiver_sees {

    @Test
    void begins_with_a_key_frame() {
      arrives(1, false);
      assertThat(sent).isEmpty();
      assertThat(keyFrameRequests).hasSize(1);
      arrives(2, true);
      arrives(1, false);
      assertThat(sent).as("not what is older").hasSize(1);
    }

    @Test
    void keeps_the_order_of_late_packets() {
      arrives(65535, true);
      arrives(1, false);
      arrives(0, false);
      int first = sentSequences().get(0);
      assertThat(sentSequences())
          .containsExactly(first, (first + 2) & 0xffff, (first + 1) & 0xffff);
    }

    @Test
    void has_no_gap_where_the_sender_probed_with_padding() {
      arrives(1, true);
      byte[] probe =
          ByteBuffer.allocate(16)
              .put((byte) 0xa0)
              .put((byte) 96)
              .putShort((short) 2)
              .putInt(3000)
              .putInt(1)
              .putInt(4)
              .array();
      arrives(probe);
      arrives(3, false);
      int first = sentSequences().get(0);
      assertThat(sentSequences())
          .containsExactly(first, (first + 1) & 0xffff, (first + 2) & 0xffff);
      assertThat(read(sent.get(1)).payloadLength()).isZero();
    }

    @Test
    void goes_on_seamlessly_with_another_source() {
      arrives(vp8(1, 500, 9000, true, 100));
      IncomingTrack other = new IncomingTrack(new Up());
      other.negotiated(Codec.VP8, 96);
      other.attach(out);
      now += 100 * MILLI;
      for (byte[] packet :
          List.of(vp8(2, 7, 1, false, 5), vp8(2, 8, 2, true, 6), vp8(2, 9, 3002, false, 7))) {
        other.rtp(read(packet), now);
      }
      arrives(vp8(1, 501, 12000, true, 101));
      assertThat(sent).hasSize(3);
      int first = sentSequences().get(0);
      assertThat(sentSequences())
          .containsExactly(first, (first + 1) & 0xffff, (first + 2) & 0xffff);
      assertThat(read(sent.get(1)).timestamp() - read(sent.get(0)).timestamp()).isEqualTo(100 * 90);
      assertThat(pictureId(sent.get(1))).isEqualTo((pictureId(sent.get(0)) + 1) & 0x7fff);
      assertThat(pictureId(sent.get(2))).isEqualTo((pictureId(sent.get(0)) + 2) & 0x7fff);
    }

    @Test
    void lies_on_the_senders_clock() {
      arrives(1, true);
      in.senderReport(new RtcpMessage.SenderReport(1, 5L << 32, 3000, 1, 1), now);
      RtcpMessage.SenderReport report = out.senderReport(now + 500 * MILLI).orElseThrow();
      assertThat(report.ntp()).isEqualTo((5L << 32) + (1L << 31));
      assertThat(report.timestamp() - read(sent.get(0)).timestamp()).isEqualTo(45_000);
      assertThat(report.ssrc()).isEqualTo(out.ssrc());
    }

    @Test
    void is_nothing_where_the_codecs_differ() {
      out.negotiated(Codec.H264, 102, 0);
      arrives(1, true);
      assertThat(sent).isEmpty();
    }
  }

  @Test
  void A_second_stream_of_the_same_kind_waits_until_the_first_is_silent() {
    arrives(1, true);
    arrives(vp8(2, 1, 1, true, 1));
    assertThat(in.ssrc()).contains(1);
    now += 600 * MILLI;
    arrives(vp8(2, 2, 2, true, 2));
    assertThat(in.ssrc()).contains(2);
  }
}
