package org.televisit.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FeedGuardTest {

  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private final FeedGuard guard = new FeedGuard();

  private void at(Instant now) {
    guard.clock = Clock.fixed(now, ZoneOffset.UTC);
  }

  private void miss(String from, int times) {
    for (int i = 0; i < times; i++) {
      guard.missed(from);
    }
  }

  @Test
  void who_is_wrong_often_waits_for_the_next_minute_and_nobody_else_does() {
    at(NOW);
    miss("192.0.2.1", FeedGuard.MOST - 1);
    assertThat(guard.isBarred("192.0.2.1")).isFalse();

    miss("192.0.2.1", 1);
    assertThat(guard.isBarred("192.0.2.1")).isTrue();
    assertThat(guard.isBarred("192.0.2.2")).isFalse();

    at(NOW.plus(FeedGuard.WINDOW));
    assertThat(guard.isBarred("192.0.2.1")).isFalse();
  }

  @Test
  void a_flood_of_addresses_takes_no_more_than_so_much_memory() {
    at(NOW);
    for (int i = 0; i < 20_000 && !guard.isBarred("flood-" + i); i++) {
      guard.missed("flood-" + i);
    }
    assertThat(guard.isBarred("somebody else")).isTrue(); // for the rest of the minute
    assertThat(guard.isBarred("flood-0")).isFalse();

    at(NOW.plus(FeedGuard.WINDOW));
    assertThat(guard.isBarred("somebody else")).isFalse();
  }
}
