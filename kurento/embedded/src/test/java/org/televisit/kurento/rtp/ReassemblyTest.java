package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** From packets to frames in their places. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReassemblyTest {

  final JitterBuffer buffer = new JitterBuffer();
  final List<JitterBuffer.Packet> ordered = new ArrayList<>();
  final Vp8Frames frames = new Vp8Frames();

  void arrives(int sequence, long now) {
    byte[] data =
        ByteBuffer.allocate(13)
            .put((byte) 0x80)
            .put((byte) 96)
            .putShort((short) sequence)
            .putInt(sequence)
            .putInt(1)
            .put((byte) 1)
            .array();
    buffer.add(RtpPacket.parse(data, 0, data.length).orElseThrow(), now, ordered::add);
  }

  List<Integer> order() {
    return ordered.stream().map(JitterBuffer.Packet::timestamp).toList();
  }

  @Test
  void Packets_are_put_in_order_across_the_wrap() {
    for (int sequence : new int[] {65534, 0, 65535, 2, 1}) {
      arrives(sequence, 0);
    }
    assertThat(order()).containsExactly(65534, 65535, 0, 1, 2);
    assertThat(ordered).noneMatch(JitterBuffer.Packet::afterLoss);
  }

  @Test
  void A_missing_packet_is_waited_for_half_a_second() {
    arrives(1, 0);
    arrives(3, 0);
    buffer.drain(499_000, ordered::add);
    assertThat(order()).containsExactly(1);
    buffer.drain(500_000, ordered::add);
    assertThat(order()).containsExactly(1, 3);
    assertThat(ordered.get(1).afterLoss()).isTrue();
    arrives(2, 600_000);
    assertThat(order()).as("too late now").containsExactly(1, 3);
  }

  static JitterBuffer.Packet packet(int timestamp, boolean marker, boolean lost, int... bytes) {
    byte[] payload = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      payload[i] = (byte) bytes[i];
    }
    return new JitterBuffer.Packet(timestamp, marker, payload, lost, timestamp);
  }

  /** A key frame's first packet: descriptor, then frame tag, start code, 320 x 240. */
  static JitterBuffer.Packet key(int timestamp, boolean marker) {
    return packet(timestamp, marker, false, 0x10, 0x10, 0, 0, 0x9d, 1, 0x2a, 64, 1, 240, 0);
  }

  @Test
  void A_frame_is_the_sum_of_its_packets() {
    assertThat(frames.add(key(1, false))).isEmpty();
    assertThat(frames.add(packet(1, false, false))).as("padding between").isEmpty();
    VideoFrame frame = frames.add(packet(1, true, false, 0x00, 7, 8)).orElseThrow();
    assertThat(frame.keyFrame()).isTrue();
    assertThat(frame.format().orElseThrow().width()).isEqualTo(320);
    assertThat(frame.format().orElseThrow().height()).isEqualTo(240);
    assertThat(frame.data()).hasSize(12).endsWith(7, 8);
  }

  @Test
  void After_a_loss_nothing_comes_out_before_the_next_key_frame() {
    assertThat(frames.add(key(1, true))).isPresent();
    assertThat(frames.add(packet(2, true, false, 0x10, 1))).isPresent();
    assertThat(frames.add(packet(4, true, true, 0x10, 1))).isEmpty();
    assertThat(frames.keyFrameNeeded()).isTrue();
    assertThat(frames.add(packet(5, true, false, 0x10, 1))).isEmpty();
    assertThat(frames.add(key(6, true))).isPresent();
    assertThat(frames.add(packet(7, true, false, 0x10, 1))).isPresent();
  }

  @Test
  void An_incomplete_or_nonsensical_frame_never_comes_out() {
    assertThat(frames.add(packet(1, true, false, 0x00, 1))).as("its beginning lacks").isEmpty();
    assertThat(frames.add(packet(2, true, false, 0x10, 0x10, 0, 0)))
        .as("no key frame header")
        .isEmpty();
    assertThat(frames.add(key(3, false))).isEmpty();
    assertThat(frames.add(packet(4, true, false, 0x00, 1))).as("another frame's end").isEmpty();
  }

  @Test
  void Sound_and_picture_are_placed_by_the_senders_clock() {
    AvClock clock = new AvClock();
    // Captured at the same instant; the picture comes 80 ms later than the sound.
    long sound = clock.audio(48_000, 1_000_000);
    clock.audioReport(new SenderClock(1, 10L << 32, 48_000, 0));
    assertThat(clock.video(90_000, 1_080_000)).as("by arrival at first").isEqualTo(1_080_000);
    clock.videoReport(new SenderClock(2, 10L << 32, 90_000, 0));
    assertThat(clock.video(90_000, 1_080_000)).isCloseTo(sound, within(10L));
    assertThat(clock.video(90_000 + 90_000, 2_080_000)).isCloseTo(sound + 1_000_000, within(10L));
  }

  @Test
  void Clocks_of_different_senders_are_not_mixed() {
    AvClock clock = new AvClock();
    clock.audio(0, 1_000_000);
    clock.audioReport(new SenderClock(1, 10L << 32, 0, 0));
    clock.videoReport(new SenderClock(2, 5000L << 32, 0, 0));
    assertThat(clock.video(0, 1_000_000)).isEqualTo(1_000_000);
  }

  @Test
  void A_jump_of_the_timestamps_is_not_a_jump_in_time() {
    AvClock clock = new AvClock();
    clock.audio(0, 1_000_000);
    assertThat(clock.audio(2_000_000_000, 1_020_000)).isEqualTo(1_020_000);
    assertThat(Optional.of(clock.audio(2_000_000_960, 1_045_000))).contains(1_040_000L);
  }
}
