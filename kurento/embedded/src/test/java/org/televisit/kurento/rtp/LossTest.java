package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What becomes of packets that are lost, before us and behind us. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LossTest extends TrackFixture {

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
    out.nacked(new RtcpMessage.Nack(out.ssrc(), List.of(Bytes.u16(original, 2))), now + 30 * MILLI);
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

  /** A packet of 1000 octets. */
  private void largeArrives(int sequence) {
    arrives(Arrays.copyOf(vp8(1, sequence, sequence * 3000, sequence == 1, sequence), 1000));
  }

  private static int octets(List<byte[]> packets) {
    return packets.stream().mapToInt(packet -> packet.length).sum();
  }

  @Test
  void that_is_claimed_of_all_again_and_again_is_repeated_within_a_measure() {
    for (int sequence = 1; sequence <= 200; sequence++) {
      now += 5 * MILLI;
      largeArrives(sequence);
    }
    RtcpMessage.Nack all = new RtcpMessage.Nack(out.ssrc(), sentSequences());
    for (int i = 0; i < 50; i++) {
      now += 20 * MILLI;
      out.nacked(all, now);
    }
    assertThat(octets(repeated))
        .as("all once and a little more, not fifty times")
        .isBetween(octets(sent), octets(sent) + (128 << 10));
  }

  @Test
  void of_a_third_towards_a_receiver_is_repaired_to_the_last_packet() {
    Random random = new Random(30);
    Set<Integer> missing = new TreeSet<>();
    for (int sequence = 1; sequence <= 1000; sequence++) {
      now += 10 * MILLI;
      largeArrives(sequence);
      if (random.nextInt(10) < 3) {
        missing.add(Bytes.u16(sent.get(sent.size() - 1), 2));
      }
      if (sequence % 5 == 0) {
        int before = repeated.size();
        out.nacked(new RtcpMessage.Nack(out.ssrc(), List.copyOf(missing)), now + 30 * MILLI);
        assertThat(repeated).hasSize(before + missing.size());
        missing.removeIf(lost -> random.nextInt(10) >= 3);
      }
    }
    assertThat(octets(repeated)).isGreaterThan(octets(sent) / 3);
  }

  @Test
  void of_two_hundred_packets_is_asked_for_in_one_message() {
    arrives(1, true);
    arrives(202, false);
    now += 12 * MILLI;
    in.tick(now);
    assertThat(nacked).hasSize(200);
    byte[] message = new RtcpWriter().nack(7, new RtcpMessage.Nack(1, nacked)).toBytes();
    assertThat(RtcpReader.read(message, 0, message.length))
        .containsExactly(new RtcpMessage.Nack(1, nacked));
    assertThat(message).as("seventeen an item").hasSize(12 + 4 * 12);
  }
}
