package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What comes in on one track and goes out on another, with the time in the test's hand. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TrackTest extends TrackFixture {
  static int pictureId(byte[] packet) {
    return Bytes.u16(packet, read(packet).payloadOffset() + 2) & 0x7fff;
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
    receiver.gone = true;
    assertThat(in.bitrateLimit()).isEmpty();
    arrives(2, false);
    assertThat(sent).hasSize(1);
    receiver.gone = false;
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
      IncomingTrack other = new IncomingTrack(new UplinkDouble());
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
