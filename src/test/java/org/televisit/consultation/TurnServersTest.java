package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TurnServersTest {

  static final UUID SEAT = UUID.fromString("00000000-0000-0000-0000-000000000001");

  final TurnServers turn = new TurnServers();

  @BeforeEach
  void configured() {
    turn.uris = Optional.of(List.of("turn:turn.example:3478?transport=udp"));
    turn.secret = Optional.of("north");
    turn.clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
  }

  /**
   * The expected value is {@code printf 1700043200:0…1 | openssl dgst -sha1 -hmac north -binary}.
   */
  @Test
  void credentials_are_what_a_turn_server_derives_from_the_shared_secret() {
    IceServer server = turn.forSeat(SEAT).get(0);
    assertThat(server.username()).isEqualTo("1700043200:" + SEAT);
    assertThat(server.credential()).isEqualTo("4VokbJHj5ywarkLSkmvTUShttyA=");
  }

  @Test
  void without_a_secret_there_is_no_turn() {
    turn.secret = Optional.empty();
    assertThat(turn.forSeat(SEAT)).isEmpty();
  }

  @Test
  void without_a_server_there_is_no_turn() {
    turn.uris = Optional.empty();
    assertThat(turn.forSeat(SEAT)).isEmpty();
  }

  @Test
  void a_printed_server_shows_no_credential() {
    assertThat(turn.forSeat(SEAT).get(0).toString())
        .doesNotContain(turn.forSeat(SEAT).get(0).credential());
  }
}
