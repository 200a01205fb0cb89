package org.televisit.kurento.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** With the test vectors of RFC 5769. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StunMessageTest {

  static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

  /** RFC 5769, 2.1. */
  static final byte[] REQUEST =
      hex(
          "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74"
              + "002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020"
              + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf");

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  static StunMessage request() {
    return StunMessage.parse(REQUEST, REQUEST.length).orElseThrow();
  }

  @Test
  void The_sample_request_is_read_and_authentic() {
    assertThat(request().type()).isEqualTo(StunMessage.BINDING_REQUEST);
    assertThat(request().username()).contains("evtj:h6vY");
    assertThat(request().priority()).isEqualTo(0x6e0001ffL);
    assertThat(request().iceControlled()).isTrue();
    assertThat(request().useCandidate()).isFalse();
    assertThat(request().isSignedWith(PASSWORD)).isTrue();
    assertThat(request().hasValidFingerprint()).isTrue();
  }

  @Test
  void Another_password_does_not_fit() {
    assertThat(request().isSignedWith("another")).isFalse();
  }

  @Test
  void A_single_changed_bit_is_noticed() {
    for (int i = 0; i < REQUEST.length - 8; i++) {
      byte[] changed = REQUEST.clone();
      changed[i] ^= 1;
      assertThat(
              StunMessage.parse(changed, changed.length)
                  .filter(StunMessage::hasValidFingerprint)
                  .filter(message -> message.isSignedWith(PASSWORD)))
          .as("byte %d", i)
          .isEmpty();
    }
  }

  @Test
  void The_mapped_address_of_a_response_is_as_in_the_samples() throws Exception {
    byte[] v4 =
        request()
            .success(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 32853), PASSWORD);
    assertThat(HexFormat.of().formatHex(v4)).contains("002000080001a147e112a643");
    InetAddress v6 = InetAddress.getByName("2001:db8:1234:5678:11:2233:4455:6677");
    assertThat(
            HexFormat.of().formatHex(request().success(new InetSocketAddress(v6, 32853), PASSWORD)))
        .contains("002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9");
  }

  @Test
  void A_response_is_signed_and_carries_the_transaction_of_its_request() {
    byte[] bytes =
        request().success(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), PASSWORD);
    StunMessage response = StunMessage.parse(bytes, bytes.length).orElseThrow();
    assertThat(response.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
    assertThat(response.isSignedWith(PASSWORD)).isTrue();
    assertThat(response.hasValidFingerprint()).isTrue();
    assertThat(Arrays.copyOfRange(bytes, 4, 20)).isEqualTo(Arrays.copyOfRange(REQUEST, 4, 20));
  }

  @Test
  void Truncated_or_random_bytes_are_no_message() {
    for (int length = 0; length < REQUEST.length; length++) {
      assertThat(StunMessage.parse(REQUEST, length)).as("length %d", length).isEmpty();
    }
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = Arrays.copyOf(REQUEST, 20 + 4 * random.nextInt(40));
      for (int at = 20; at < noise.length; at++) {
        noise[at] = (byte) random.nextInt();
      }
      noise[2] = (byte) ((noise.length - 20) >> 8);
      noise[3] = (byte) (noise.length - 20);
      assertThat(
              StunMessage.parse(noise, noise.length)
                  .filter(message -> message.isSignedWith(PASSWORD)))
          .isEmpty();
    }
  }
}
