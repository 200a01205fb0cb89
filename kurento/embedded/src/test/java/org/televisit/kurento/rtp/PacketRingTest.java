package org.televisit.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PacketRingTest {

  private static final long MEMORY = 1_000_000;
  private static final int MOST = 1 << 20;

  private final PacketRing ring = new PacketRing(MEMORY, MOST);
  private long now = 7_000_000;
  private long number;

  private void put(int length) {
    fill(ring.put(number, length, now), number);
    number++;
  }

  private static void fill(PacketRing.Place place, long with) {
    Arrays.fill(place.octets(), place.at(), place.at() + place.length(), (byte) with);
  }

  private void put(int packets, int length, long apart) {
    for (int i = 0; i < packets; i++) {
      now += apart;
      put(length);
    }
  }

  private byte @Nullable [] find(long wanted) {
    PacketRing.@Nullable Place place = ring.find(wanted);
    return place == null
        ? null
        : Arrays.copyOfRange(place.octets(), place.at(), place.at() + place.length());
  }

  private static byte[] packet(long number, int length) {
    byte[] packet = new byte[length];
    Arrays.fill(packet, (byte) number);
    return packet;
  }

  /** Rates change by the factor of a hundred, packets are late, twice there, or never come. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void What_is_young_is_there_as_it_was_put_and_nothing_else_is(long seed) {
    Random random = new Random(seed);
    Map<Long, Integer> lengths = new HashMap<>();
    Map<Long, Long> times = new HashMap<>();
    int apart = 2_000;
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(1000) == 0) {
        apart = 1_500 << random.nextInt(7);
      }
      now += random.nextInt(2 * apart);
      number += random.nextInt(50) == 0 ? 3 : 0;
      long late = number > 100 && random.nextInt(20) == 0 ? number - 1 - random.nextInt(20) : -1;
      long put = late >= 0 ? late : number;
      int length = 20 + random.nextInt(random.nextInt(5) == 0 ? 200 : 1_300);
      fill(ring.put(put, length, now), put);
      lengths.put(put, length);
      times.put(put, now);
      number += late >= 0 ? 0 : 1;
      if (i % 100 == 0) {
        times.forEach(
            (each, since) -> {
              byte[] found = find(each);
              assertThat(found != null || now - since >= MEMORY)
                  .as("packet %d of %d, %d µs old", each, number, now - since)
                  .isTrue();
              if (found != null) {
                assertThat(found).isEqualTo(packet(each, lengths.getOrDefault(each, 0)));
              }
            });
        assertThat(find(number)).isNull();
        times.values().removeIf(since -> now - since > 20 * MEMORY);
      }
    }
  }

  @Test
  void It_holds_little_more_than_it_should() {
    put(3_000, 1_000, 10_000); // 100 kB a second
    assertThat(ring.octets()).isBetween(100_000, 140_000);
  }

  @Test
  void It_shrinks_when_the_stream_gets_slower() {
    put(2_000, 1_000, 2_000);
    assertThat(ring.octets()).isGreaterThan(490_000);
    put(2_000, 200, 20_000);
    assertThat(ring.octets()).isBetween(10_000, 50_000);
    assertThat(find(number - 50)).isEqualTo(packet(number - 50, 200));
  }

  @Test
  void It_never_holds_more_than_it_may_and_then_the_newest() {
    put(20_000, 1_200, 10);
    assertThat(ring.octets()).isEqualTo(MOST);
    for (long newest = number - MOST / 1_400; newest < number; newest++) {
      assertThat(find(newest)).isEqualTo(packet(newest, 1_200));
    }
  }

  @Test
  void Of_very_small_packets_it_holds_two_thousand() {
    put(20_000, 13, 10);
    assertThat(find(number - 2_048)).isEqualTo(packet(number - 2_048, 13));
    assertThat(find(number - 2_049)).isNull();
    assertThat(ring.octets()).isLessThan(64_000);
  }

  @Test
  void Nothing_is_kept_before_the_first_packet() {
    assertThat(ring.octets()).isZero();
    assertThat(find(0)).isNull();
  }
}
