package org.televisit.kurento.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * JSON as Kurento reads and writes it: comments are tolerated, keys leave in alphabetical order,
 * everything beyond ASCII leaves as a lower-case {@code \}{@code u} escape, numbers keep all
 * digits.
 */
final class JsonCodec {

  /** Nesting beyond this is refused like text that is no JSON. */
  static final int MAX_DEPTH = 200;

  /**
   * More values than this are refused likewise: each of "{}," takes 100 times its size. Requests
   * have some dozens, a large transaction some thousands.
   */
  static final int MAX_TOKENS = 100_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .build())
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonCodec() {}

  /**
   * Reads one value; what follows it is ignored.
   *
   * @return the value, or empty if the text is not one JSON value, nests deeper than {@link
   *     #MAX_DEPTH}, is of more than {@link #MAX_TOKENS}, or has a number with an exponent that no
   *     decimal can have
   */
  static Optional<JsonNode> parse(String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      return Optional.ofNullable(MAPPER.readTree(parser));
    } catch (java.io.IOException | NumberFormatException notJson) { // the latter for an exponent
      return Optional.empty();
    }
  }

  static String write(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a JSON tree cannot be written", impossible);
    }
  }

  /** How large a value is, about: the characters of its texts and names, and something for each. */
  static long weight(JsonNode value) {
    if (!value.isContainerNode()) {
      return value.isTextual() ? value.textValue().length() : 1;
    }
    long weight = 1;
    for (JsonNode each : value) {
      weight += 1 + weight(each);
    }
    for (var names = value.fieldNames(); names.hasNext(); ) {
      weight += names.next().length();
    }
    return weight;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
