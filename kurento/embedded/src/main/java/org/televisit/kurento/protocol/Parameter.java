package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a constructor or operation, or a member of a complex type.
 *
 * @param type as in the definitions: {@code String}, {@code int}, {@code MediaType[]}, ...
 * @param defaultValue what an optional one stands for when it is left out; null if that is nothing
 */
record Parameter(String name, String type, boolean optional, @Nullable JsonNode defaultValue) {

  static Parameter from(JsonNode definition) {
    return new Parameter(
        definition.path("name").asText(),
        definition.path("type").asText(),
        definition.path("optional").asBoolean(false),
        definition.get("defaultValue"));
  }

  static List<Parameter> list(JsonNode definitions) {
    return StreamSupport.stream(definitions.spliterator(), false).map(Parameter::from).toList();
  }
}
