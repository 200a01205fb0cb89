package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TransportFeedbackTest {

  private final TransportFeedback feedback = new TransportFeedback();

  /** What a sender reads: arrival in ticks of 250 microseconds by sequence number; -1 for lost. */
  private static Map<Integer, Long> read(byte[] packet) {
    ByteBuffer in = ByteBuffer.wrap(packet);
    assertThat(in.get() & 0xdf).isEqualTo(0x8f);
    assertThat(in.get() & 0xff).isEqualTo(205);
    assertThat(in.getShort()).isEqualTo((short) (packet.length / 4 - 1));
    in.position(12);
    int base = in.getShort() & 0xffff;
    int count = in.getShort() & 0xffff;
    long reference = in.getInt() >> 8;
    int[] symbols = new int[count];
    for (int at = 0; at < count; ) {
      int chunk = in.getShort() & 0xffff;
      if ((chunk & 0x8000) == 0) {
        for (int run = chunk & 0x1fff; run > 0 && at < count; run--) {
          symbols[at++] = chunk >> 13;
        }
      } else {
        for (int shift = 12; shift >= 0 && at < count; shift -= 2) {
          symbols[at++] = chunk >> shift & 3;
        }
      }
    }
    Map<Integer, Long> arrivals = new TreeMap<>();
    long at = reference * 256;
    for (int i = 0; i < count; i++) {
      if (symbols[i] == 1) {
        at += in.get() & 0xff;
      } else if (symbols[i] == 2) {
        at += in.getShort();
      }
      arrivals.put((base + i) & 0xffff, symbols[i] == 0 ? -1L : at);
    }
    return arrivals;
  }

  @Test
  void The_packet_is_as_the_draft_draws_it() {
    feedback.received(1, 64_000);
    feedback.received(2, 64_250);
    feedback.received(4, 65_000);
    assertThat(feedback.report(0x01020304, 0x05060708).orElseThrow())
        .isEqualTo(
            FrameAssemblerTest.hex(
                "af cd 0006 01020304 05060708",
                "0001 0004 000001 00", // from 1, four packets, 64 ms, the first report
                "d440", // small, small, lost, small
                "00 01 03", // 0, 250 and 750 microseconds later
                "000003"));
  }

  @Test
  void Every_packet_is_reported_once_across_the_wrap() {
    Random random = new Random(4);
    long now = 5_000_000;
    Map<Integer, Long> sent = new TreeMap<>();
    Map<Integer, Long> read = new TreeMap<>();
    for (int i = 65_000; i < 67_000; i++) {
      now += random.nextInt(20_000);
      boolean lost = random.nextInt(10) == 0;
      sent.put(i & 0xffff, lost ? -1L : now / 250);
      if (!lost) {
        feedback.received(i & 0xffff, now);
      }
      if (i % 37 == 0) {
        feedback.report(1, 2).ifPresent(packet -> read.putAll(read(packet)));
      }
    }
    feedback.report(1, 2).ifPresent(packet -> read.putAll(read(packet)));
    read.forEach((sequence, arrival) -> assertThat(arrival).isEqualTo(sent.get(sequence)));
    assertThat(read).hasSizeGreaterThan(1990);
    assertThat(feedback.report(1, 2)).isEqualTo(Optional.empty());
  }

  @Test
  void A_packet_that_overtook_another_has_a_negative_delta() {
    feedback.received(10, 1_000_000);
    feedback.received(12, 1_001_000);
    feedback.received(11, 1_002_000);
    assertThat(read(feedback.report(1, 2).orElseThrow()))
        .isEqualTo(Map.of(10, 4000L, 11, 4008L, 12, 4004L));
  }

  @Test
  void A_long_pause_does_not_make_a_long_report() {
    feedback.received(1, 0);
    assertThat(feedback.report(1, 2)).isPresent();
    feedback.received(20_000, 60_000_000);
    assertThat(feedback.report(1, 2).orElseThrow().length).isLessThan(40);
  }
}
