package org.televisit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CanonicalJsonTest {

  private static JsonObject read(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  @Test
  void names_are_sorted_at_every_depth_and_nothing_is_blank() {
    assertThat(CanonicalJson.of(read("{ \"b\": [ {\"d\":1, \"c\":true} ], \"a\": null }")))
        .isEqualTo("{\"a\":null,\"b\":[{\"c\":true,\"d\":1}]}");
  }

  @Test
  void strings_are_escaped_as_little_as_may_be() {
    String text = "{\"a\":\"\\u20ac \\u4e2d \\/ \\u0001 \\n \\\" \\\\\"}";

    assertThat(CanonicalJson.of(read(text))).isEqualTo("{\"a\":\"€ 中 / \\u0001 \\n \\\" \\\\\"}");
  }

  @Test
  void the_canonical_text_is_canonical() {
    String once = CanonicalJson.of(read("{\"z\":1,\"a\":{\"y\":[3,2],\"b\":\"x\"}}"));

    assertThat(CanonicalJson.of(read(once))).isEqualTo(once);
  }

  @Test
  void a_number_that_is_not_whole_is_refused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> CanonicalJson.of(read("{\"a\":1.5}")));
  }
}
