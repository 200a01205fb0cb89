package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IngestTokenTest {

  @Test
  void holds_256_bits_and_is_never_the_same() {
    IngestToken token = IngestToken.random();
    assertThat(java.util.Base64.getUrlDecoder().decode(token.value())).hasSize(32);
    assertThat(IngestToken.random()).isNotEqualTo(token);
  }

  @Test
  void is_the_last_part_of_the_address() {
    IngestToken token = IngestToken.random();
    URI expected = URI.create("http://10.0.0.1:8081/ingest/" + token.value());
    assertThat(token.below(URI.create("http://10.0.0.1:8081/ingest"))).isEqualTo(expected);
    assertThat(token.below(URI.create("http://10.0.0.1:8081/ingest/"))).isEqualTo(expected);
  }

  @Test
  void is_stored_as_its_hash_and_not_printed() {
    IngestToken token = new IngestToken("A".repeat(43));
    assertThat(token.sha256())
        .isEqualTo("0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a");
    assertThat(token.toString()).doesNotContain("AAAA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "../../../../../../../../../etc/passwd0000000", "A B"})
  void is_nothing_else(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new IngestToken(text));
  }
}
