package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody gets who begins to watch a stream that has been flowing for a while. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LateJoinerTest {

  static final int MILLI = 1000;
  static final int FRAME = 3000;
  static final int PIECES = 3;

  final UplinkDouble publisher = new UplinkDouble();
  final DownlinkDouble downlink = new DownlinkDouble();
  final List<Integer> keyFrameRequests = publisher.keyFrameRequests;
  final List<byte[]> sent = downlink.sent;
  long now = 5_000_000;
  int sequence = 65_530;
  int timestamp = -2 * FRAME; // both wrap on the way
  Codec codec = Codec.VP8;
  final IncomingTrack in = new IncomingTrack(publisher);
  final OutgoingTrack viewer = new OutgoingTrack(downlink);

  @BeforeEach
  void negotiate() {
    downlink.ready = false;
    negotiate(Codec.VP8);
  }

  private void negotiate(Codec agreed) {
    codec = agreed;
    in.negotiated(agreed, 96);
    viewer.negotiated(agreed, 120, 0);
    in.attach(viewer);
  }

  /** The pieces of the next frame, each a packet; a number in each tells them apart. */
  private List<byte[]> frame(boolean key) {
    timestamp += FRAME;
    return IntStream.range(0, PIECES).mapToObj(piece -> packet(key, piece)).toList();
  }

  private byte[] packet(boolean key, int piece) {
    boolean first = piece == 0;
    byte[] payload =
        switch (codec) {
          case VP9 -> new byte[] {(byte) ((first ? 0x08 : 0) | (key ? 0 : 0x40)), 1, 2, 3};
          case H264 -> h264(key, piece);
          default -> {
            int id = sequence & 0x7fff;
            yield new byte[] {
              (byte) (first ? 0x90 : 0x80),
              (byte) 0xe0,
              (byte) (0x80 | id >> 8),
              (byte) id,
              (byte) id,
              0,
              (byte) (key ? 0x10 : 0x11)
            };
          }
        };
    byte[] packet =
        ByteBuffer.allocate(12 + payload.length)
            .put((byte) 0x80)
            .put((byte) ((piece == PIECES - 1 ? 0x80 : 0) | 96))
            .putShort((short) sequence)
            .putInt(timestamp)
            .putInt(7)
            .put(payload)
            .array();
    sequence++;
    return packet;
  }

  /** Parameter sets come before the slice, in the same frame. */
  private static byte[] h264(boolean key, int piece) {
    byte[] types = key ? new byte[] {7, 8, 5} : new byte[] {1, 1, 1};
    return new byte[] {types[piece], 1, 2};
  }

  private void arrives(List<byte[]> packets) {
    packets.forEach(packet -> in.rtp(read(packet), now));
  }

  private void flows(int deltaFrames) {
    for (int i = 0; i < deltaFrames; i++) {
      now += 33 * MILLI;
      arrives(frame(false));
    }
  }

  private void secured() {
    downlink.ready = true;
    viewer.secured(now);
  }

  static RtpPacket read(byte[] packet) {
    return RtpPacket.parse(packet, 0, packet.length).orElseThrow();
  }

  private List<Integer> timestamps() {
    return sent.stream().map(packet -> read(packet).timestamp()).distinct().toList();
  }

  private void assertThatNothingIsMissing() {
    int first = read(sent.get(0)).sequence();
    assertThat(sent)
        .extracting(packet -> read(packet).sequence() - first & 0xffff)
        .isEqualTo(IntStream.range(0, sent.size()).boxed().toList());
  }

  @ParameterizedTest
  @EnumSource(names = {"VP8", "VP9", "H264"})
  void A_key_frame_that_came_lately_is_there_at_once_and_the_rest_follows(Codec each) {
    negotiate(each);
    arrives(frame(true));
    flows(10);
    secured();
    assertThat(sent).as("the whole key frame, before anything else comes").hasSize(PIECES);
    assertThat(codec.startsKeyFrame(read(sent.get(0)))).isTrue();
    flows(4);
    assertThat(sent).as("caught up").hasSize(PIECES * 15);
    assertThatNothingIsMissing();
    assertThat(keyFrameRequests).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"VP8", "VP9", "H264"})
  void Pictures_of_the_past_are_hurried_through_and_those_to_come_keep_their_time(Codec each) {
    negotiate(each);
    arrives(frame(true));
    flows(10);
    secured();
    flows(4);
    List<Integer> times = timestamps();
    assertThat(times).hasSize(15);
    for (int i = 1; i < 15; i++) {
      assertThat(times.get(i) - times.get(i - 1)).as("step " + i).isEqualTo(i <= 10 ? 90 : FRAME);
    }
  }

  @Test
  void What_waits_leaves_although_the_publisher_falls_silent() {
    arrives(frame(true));
    flows(20);
    secured();
    viewer.tick(now + 50 * MILLI);
    viewer.tick(now + 100 * MILLI);
    assertThat(sent).hasSize(PIECES * 21);
    assertThatNothingIsMissing();
  }

  @Test
  void Nobody_sees_what_was_before_the_camera_more_than_a_second_ago() {
    arrives(frame(true));
    flows(31);
    secured();
    assertThat(sent).isEmpty();
    assertThat(keyFrameRequests).hasSize(1);
    flows(3);
    assertThat(sent).isEmpty();
    arrives(frame(true));
    flows(1);
    assertThat(sent).hasSize(2 * PIECES);
    assertThatNothingIsMissing();
  }

  @Test
  void More_than_a_line_carries_quickly_is_not_sent_to_catch_up() {
    arrives(frame(true));
    flows(2);
    List<byte[]> large =
        frame(false).stream().map(packet -> Arrays.copyOf(packet, 100_000)).toList();
    arrives(large);
    secured();
    assertThat(sent).isEmpty();
    assertThat(keyFrameRequests).hasSize(1);
  }

  @Test
  void A_key_frame_is_asked_for_when_somebody_comes_unless_a_young_one_is_there() {
    arrives(frame(true));
    viewer.prepare(now);
    flows(10);
    viewer.prepare(now);
    assertThat(keyFrameRequests).isEmpty();
    flows(10);
    viewer.prepare(now);
    assertThat(keyFrameRequests).hasSize(1);
  }

  @Test
  void A_packet_that_was_lost_on_the_way_to_us_finds_its_place_when_it_is_repeated() {
    in.repeatedAs(97);
    arrives(frame(true));
    flows(1);
    List<byte[]> holed = frame(false);
    arrives(List.of(holed.get(0), holed.get(2)));
    flows(2);
    secured();
    flows(2);
    assertThat(sent).hasSize(7 * PIECES - 1);
    byte[] lost = holed.get(1);
    byte[] repetition = Arrays.copyOf(lost, lost.length + 2);
    System.arraycopy(lost, 12, repetition, 14, lost.length - 12);
    System.arraycopy(lost, 2, repetition, 12, 2);
    repetition[1] = (byte) ((lost[1] & 0x80) | 97);
    in.rtp(read(repetition), now);
    RtpPacket late = read(sent.get(sent.size() - 1));
    assertThat(late.sequence() - read(sent.get(0)).sequence() & 0xffff).isEqualTo(7);
    assertThat(late.timestamp()).isEqualTo(read(sent.get(6)).timestamp());
  }

  @Test
  void The_first_piece_of_a_key_frame_may_come_after_the_others() {
    flows(1);
    List<byte[]> key = frame(true);
    arrives(List.of(key.get(1), key.get(2)));
    flows(1);
    arrives(List.of(key.get(0)));
    secured();
    flows(1);
    assertThat(sent).hasSize(3 * PIECES);
    assertThat(codec.startsKeyFrame(read(sent.get(0)))).isTrue();
    assertThatNothingIsMissing();
  }

  @Test
  void Picture_ids_and_base_layer_indices_go_on_without_a_gap_to_another_publisher() {
    arrives(frame(true));
    secured();
    flows(3);
    IncomingTrack other = new IncomingTrack(new UplinkDouble());
    other.negotiated(Codec.VP8, 96);
    List<byte[]> others = new ArrayList<>();
    sequence = 100;
    others.addAll(frame(true));
    others.addAll(frame(false));
    others.forEach(packet -> other.rtp(read(packet), now));
    int before = sent.size();
    int last = pictureId(sent.get(before - 1));
    other.attach(viewer);
    now += 33 * MILLI;
    frame(false).forEach(packet -> other.rtp(read(packet), now));
    assertThat(sent).hasSize(before + 3 * PIECES);
    assertThat(pictureId(sent.get(before))).isEqualTo(last + 1 & 0x7fff);
    assertThat(timestamps()).hasSize(7).isSorted();
    assertThatNothingIsMissing();
  }

  @Test
  void A_stream_that_lasts_longer_than_its_clock_goes_round_keeps_its_time() {
    arrives(frame(true));
    flows(3);
    secured();
    flows(1);
    for (int hours = 0; hours < 16; hours++) {
      timestamp += Integer.MAX_VALUE / 7;
      flows(1);
      int before = read(sent.get(sent.size() - 1)).timestamp();
      flows(1);
      assertThat(read(sent.get(sent.size() - 1)).timestamp() - before).isEqualTo(FRAME);
    }
  }

  private static int pictureId(byte[] packet) {
    return Bytes.u16(packet, read(packet).payloadOffset() + 2) & 0x7fff;
  }
}
