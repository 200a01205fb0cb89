package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CidrBlockTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8, 127.0.0.1",
    "127.0.0.0/8, 127.255.255.255",
    "10.1.2.3, 10.1.2.3",
    "10.1.2.0/23, 10.1.3.255",
    "0.0.0.0/0, 203.0.113.9",
    "::1, ::1",
    "::1, 0:0:0:0:0:0:0:1",
    "fd00::/8, fd12:3456::1",
    "fe80::/10, fe80::1%eth0",
    "10.0.0.0/8, ::ffff:10.1.2.3",
  })
  void holds(String block, String address) {
    assertThat(CidrBlock.parse(block).contains(address)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8, 128.0.0.1",
    "10.1.2.3, 10.1.2.4",
    "10.1.2.0/23, 10.1.4.0",
    "10.1.2.128/25, 10.1.2.127",
    "::1, 127.0.0.1",
    "0.0.0.0/0, ::1",
    "fd00::/8, fc00::1",
  })
  void does_not_hold(String block, String address) {
    assertThat(CidrBlock.parse(block).contains(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "1.2.3.4/x"})
  void is_nothing_else(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> CidrBlock.parse(text));
  }

  @Test
  void several_of_them_are_the_networks_of_the_media_servers() {
    IngestNetworks networks = new IngestNetworks();
    networks.configured = List.of("127.0.0.1", " 172.31.253.0/24");
    networks.read();
    assertThat(networks.contain("172.31.253.7")).isTrue();
    assertThat(networks.contain("127.0.0.2")).isFalse();
  }
}
