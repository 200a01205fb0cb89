package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PacketHistoryTest {

  private static final long MILLI = 1000;

  private final PacketHistory history = new PacketHistory();

  private static byte[] packet(int sequence) {
    return new byte[] {1, (byte) (sequence >> 8), (byte) sequence, 9, 9};
  }

  private void send(int sequence, long at) {
    history.sent(sequence & 0xffff, packet(sequence), 3, at);
  }

  @Test
  void keeps_two_seconds_of_a_fast_stream_also_across_the_end_of_the_numbers() {
    int first = 65_000;
    for (int i = 0; i < 1500; i++) {
      send(first + i, i * MILLI);
    }
    for (int i = 0; i < 1500; i++) {
      int sequence = first + i & 0xffff;
      assertThat(history.again(sequence, 1600 * MILLI))
          .as("packet %d", i)
          .hasValueSatisfying(
              kept -> assertThat(kept).containsExactly(1, (byte) (sequence >> 8), (byte) sequence));
    }
  }

  @Test
  void forgets_what_is_over() {
    for (int i = 0; i < 20_000; i++) {
      send(i, i * 10 * MILLI);
    }
    assertThat(history.again(19_000, 200_000 * MILLI)).isEmpty();
    assertThat(history.again(19_900, 200_000 * MILLI)).isPresent();
  }

  @Test
  void what_is_given_out_is_not_changed_by_later_packets() {
    send(1, 0);
    byte[] given = history.again(1, 50 * MILLI).orElseThrow();
    send(65, 3_000 * MILLI);
    assertThat(given).containsExactly(1, 0, 1);
    assertThat(history.again(1, 3_100 * MILLI)).isEmpty();
  }

  @Test
  void sends_nothing_again_that_was_sent_just_now() {
    send(7, 0);
    assertThat(history.again(7, 10 * MILLI)).isEmpty();
    assertThat(history.again(7, 30 * MILLI)).isPresent();
    assertThat(history.again(7, 40 * MILLI)).isEmpty();
  }
}
