package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.televisit.consent.Provision;
import org.televisit.media.IceCandidate;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClientMessageTest {

  static final UUID SEAT = UUID.fromString("9f1c1a52-9d5c-4b43-a9b4-5d3a1f1f6f10");

  static ClientMessage read(String json) {
    return ClientMessageReader.read(json.replace("SEAT", SEAT.toString()));
  }

  @Test
  void reads_an_offer() {
    assertThat(read("{\"type\":\"offer\",\"seat\":\"SEAT\",\"attempt\":3,\"sdp\":\"v=0\"}"))
        .isEqualTo(new ClientMessage.Offer(Picture.camera(SEAT), 3, "v=0"));
  }

  @Test
  void reads_a_candidate() {
    assertThat(
            read(
                """
                {"type": "candidate", "seat": "SEAT", "attempt": 3,
                 "candidate": "candidate:1 1 UDP 1 192.0.2.1 9 typ host", "mid": "0", "line": 0}
                """))
        .isEqualTo(
            new ClientMessage.Candidate(
                Picture.camera(SEAT),
                3,
                new IceCandidate("candidate:1 1 UDP 1 192.0.2.1 9 typ host", "0", 0)));
  }

  @Test
  void reads_an_offer_of_a_screen_and_takes_a_camera_where_nothing_is_said() {
    assertThat(
            read(
                "{\"type\":\"offer\",\"seat\":\"SEAT\",\"media\":\"screen\",\"attempt\":1,\"sdp\":\"v=0\"}"))
        .isEqualTo(new ClientMessage.Offer(Picture.screen(SEAT), 1, "v=0"));
    assertThat(
            read(
                "{\"type\":\"offer\",\"seat\":\"SEAT\",\"media\":\"camera\",\"attempt\":1,\"sdp\":\"v=0\"}"))
        .isEqualTo(new ClientMessage.Offer(Picture.camera(SEAT), 1, "v=0"));
  }

  @Test
  void reads_what_the_practitioner_witnessed_and_what_is_to_begin_anew() {
    assertThat(read("{\"type\":\"witness\",\"seat\":\"SEAT\",\"provision\":\"deny\"}"))
        .isEqualTo(new ClientMessage.Witness(SEAT, Provision.DENY, Locale.ENGLISH));
    assertThat(
            read(
                "{\"type\":\"witness\",\"seat\":\"SEAT\",\"provision\":\"permit\",\"language\":\"zh-CN\"}"))
        .isEqualTo(new ClientMessage.Witness(SEAT, Provision.PERMIT, Locale.SIMPLIFIED_CHINESE));
    assertThat(read("{\"type\":\"restart-recording\",\"seat\":\"SEAT\"}"))
        .isEqualTo(new ClientMessage.RestartRecording(Picture.camera(SEAT)));
  }

  @Test
  void reads_how_long_ago_a_refusal_was_said() {
    assertThat(read("{\"type\":\"withdraw\",\"ago\":1500}"))
        .isEqualTo(new ClientMessage.Withdraw(Duration.ofMillis(1500)));
    assertThat(read("{\"type\":\"witness\",\"seat\":\"SEAT\",\"provision\":\"deny\",\"ago\":7}"))
        .isEqualTo(
            new ClientMessage.Witness(SEAT, Provision.DENY, Locale.ENGLISH, Duration.ofMillis(7)));
  }

  @Test
  void reads_what_has_no_fields() {
    assertThat(read("{\"type\":\"unshare\"}")).isEqualTo(new ClientMessage.Unshare());
    assertThat(read("{\"type\":\"withdraw\"}")).isEqualTo(new ClientMessage.Withdraw());
    assertThat(read("{\"type\":\"end\"}")).isEqualTo(new ClientMessage.End());
    assertThat(read("{\"type\":\"leave\"}")).isEqualTo(new ClientMessage.Leave());
  }

  @Test
  void reads_devices() {
    assertThat(read("{\"type\":\"devices\",\"microphone\":true,\"camera\":false}"))
        .isEqualTo(new ClientMessage.Devices(true, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{\"type\":\"become-admin\"}",
        "{\"type\":7}",
        "{\"type\":\"offer\",\"seat\":\"SEAT\",\"attempt\":1}",
        "{\"type\":\"offer\",\"seat\":\"not a uuid\",\"attempt\":1,\"sdp\":\"v=0\"}",
        "{\"type\":\"offer\",\"seat\":\"SEAT\",\"attempt\":-1,\"sdp\":\"v=0\"}",
        "{\"type\":\"offer\",\"seat\":\"SEAT\",\"attempt\":1.5,\"sdp\":\"v=0\"}",
        "{\"type\":\"offer\",\"seat\":\"SEAT\",\"attempt\":1e99,\"sdp\":\"v=0\"}",
        "{\"type\":\"devices\",\"microphone\":\"yes\",\"camera\":true}",
        "{\"type\":\"offer\",\"seat\":\"SEAT\",\"media\":\"thermal\",\"attempt\":1,\"sdp\":\"v=0\"}",
        "{\"type\":\"offer\",\"seat\":\"SEAT\",\"media\":\"\",\"attempt\":1,\"sdp\":\"v=0\"}",
        "{\"type\":\"offer\",\"seat\":\"SEAT\",\"media\":null,\"attempt\":1,\"sdp\":\"v=0\"}",
        "{\"type\":\"offer\",\"seat\":\"SEAT\",\"media\":[\"screen\"],\"attempt\":1,\"sdp\":\"v=0\"}",
        "{\"type\":\"witness\",\"seat\":\"SEAT\"}",
        "{\"type\":\"witness\",\"seat\":\"SEAT\",\"provision\":\"perhaps\"}",
        "{\"type\":\"witness\",\"seat\":\"SEAT\",\"provision\":true}",
        "{\"type\":\"witness\",\"provision\":\"permit\"}",
        "{\"type\":\"witness\",\"seat\":\"SEAT\",\"provision\":\"permit\",\"language\":\"fr\"}",
        "{\"type\":\"withdraw\",\"ago\":-1}",
        "{\"type\":\"withdraw\",\"ago\":0.5}",
        "{\"type\":\"withdraw\",\"ago\":\"1\"}",
        "{\"type\":\"withdraw\",\"ago\":1e12}",
        "{\"type\":\"restart-recording\"}",
        "{\"type\":\"restart-recording\",\"seat\":\"1-1-1-1-1\"}",
        "{\"type\":\"Unshare\"}",
        "{\"type\":\"admit\"}"
      })
  void refuses_everything_else(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(json));
  }

  @Test
  void refuses_a_session_description_that_is_too_long() {
    String sdp = "v".repeat(48 * 1024 + 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                read(
                    "{\"type\":\"offer\",\"seat\":\"SEAT\",\"attempt\":1,\"sdp\":\""
                        + sdp
                        + "\"}"));
  }

  @Test
  void is_put_together_from_pieces() {
    ClientMessageReader reader = new ClientMessageReader();
    assertThat(reader.takes("{\"type\":\"le")).isTrue();
    assertThat(reader.takes("ave\"}")).isTrue();
    assertThat(reader.message()).isEqualTo(new ClientMessage.Leave());
  }

  @Test
  void is_not_put_together_beyond_64_KiB() {
    ClientMessageReader reader = new ClientMessageReader();
    assertThat(reader.takes("x".repeat(60_000))).isTrue();
    assertThat(reader.takes("x".repeat(6_000))).isFalse();
    assertThat(reader.takes("{\"type\":\"end\"}")).isTrue();
    assertThat(reader.message()).isEqualTo(new ClientMessage.End());
  }

  @Test
  void does_not_repeat_what_it_could_not_read() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("{\"type\":\"secret-of-ada\"}"))
        .withMessageNotContaining("ada");
  }
}
