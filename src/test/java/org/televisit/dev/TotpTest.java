package org.televisit.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TotpTest {

  /** The last six of the eight digits in RFC 6238, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codes_are_those_of_the_RFC(long second, String code) {
    assertThat(new Totp("12345678901234567890").code(Instant.ofEpochSecond(second)))
        .isEqualTo(code);
  }

  @Test
  void a_code_is_valid_to_the_end_of_its_half_minute() {
    assertThat(Totp.validFor(Instant.parse("2026-01-01T10:00:29Z")))
        .isEqualTo(Duration.ofSeconds(1));
  }

  /** RFC 4648, section 10. */
  @ParameterizedTest
  @CsvSource({
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void the_secret_can_be_typed_into_an_authenticator(String secret, String base32) {
    assertThat(new Totp(secret).base32()).isEqualTo(base32);
  }
}
