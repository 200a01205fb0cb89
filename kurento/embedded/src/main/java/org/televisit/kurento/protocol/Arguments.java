package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of one call, checked against its definition. An argument that may be left out is
 * absent or has its default.
 */
final class Arguments {

  private final Map<String, Object> values;

  Arguments(Map<String, Object> values) {
    this.values = values;
  }

  /** A string or the name of an enumeration's value. */
  String text(String name) {
    return get(name, String.class);
  }

  /** An {@code int} of the definitions: it has been checked to have no more than 32 bits. */
  int integer(String name) {
    return Math.toIntExact(get(name, Number.class).longValue());
  }

  /** An {@code int64} of the definitions. */
  long longInteger(String name) {
    return get(name, Number.class).longValue();
  }

  boolean flag(String name) {
    return get(name, Boolean.class);
  }

  /** A structure or list, as sent. */
  JsonNode structure(String name) {
    return get(name, JsonNode.class);
  }

  /** A media object of the defined type or one derived from it. */
  <T extends MediaObject> T object(String name, Class<T> type) {
    return get(name, type);
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(values.get(name)).map(String.class::cast);
  }

  Optional<JsonNode> optionalStructure(String name) {
    return Optional.ofNullable(values.get(name)).map(JsonNode.class::cast);
  }

  /** Whatever it is, for a property that is only kept. */
  Object value(String name) {
    return get(name, Object.class);
  }

  private <T> T get(String name, Class<T> type) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("the definition has no mandatory argument " + name);
    }
    return type.cast(value);
  }
}
