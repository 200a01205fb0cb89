package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AllowanceTest {

  final RoomFixture world = new RoomFixture();
  final Allowance allowance = new Allowance(world.clock);

  @Test
  void a_burst_of_candidates_is_fine() {
    assertThat(IntStream.range(0, 300).allMatch(i -> allowance.takes())).isTrue();
    assertThat(allowance.takes()).isFalse();
  }

  @Test
  void time_earns_more() {
    IntStream.range(0, 300).forEach(i -> allowance.takes());
    world.pass(java.time.Duration.ofSeconds(1));
    assertThat(IntStream.range(0, 50).allMatch(i -> allowance.takes())).isTrue();
    assertThat(allowance.takes()).isFalse();
  }

  @Test
  void nonsense_is_forgiven_four_times() {
    assertThat(IntStream.range(0, 4).allMatch(i -> allowance.forgives())).isTrue();
    assertThat(allowance.forgives()).isFalse();
  }
}
