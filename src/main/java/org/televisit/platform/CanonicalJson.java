package org.televisit.platform;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Map;

/**
 * JSON in one form only, for what is signed: names sorted, no blanks, strings escaped as little as
 * may be (RFC 8785). Numbers have to be whole, which keeps clear of that document's hard part.
 */
public final class CanonicalJson {

  private CanonicalJson() {}

  /**
   * The canonical text.
   *
   * @throws IllegalArgumentException if a number is not whole
   */
  public static String of(JsonObject object) {
    return sorted(object).toString();
  }

  private static JsonValue sorted(JsonValue value) {
    return switch (value.getValueType()) {
      case OBJECT -> sorted(value.asJsonObject());
      case ARRAY -> sorted(value.asJsonArray());
      case NUMBER -> whole((JsonNumber) value);
      case STRING, TRUE, FALSE, NULL -> value;
    };
  }

  private static JsonObject sorted(JsonObject object) {
    JsonObjectBuilder builder = Json.createObjectBuilder();
    object.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> builder.add(entry.getKey(), sorted(entry.getValue())));
    return builder.build();
  }

  private static JsonArray sorted(JsonArray array) {
    JsonArrayBuilder builder = Json.createArrayBuilder();
    array.forEach(value -> builder.add(sorted(value)));
    return builder.build();
  }

  private static JsonValue whole(JsonNumber number) {
    if (!number.isIntegral()) {
      throw new IllegalArgumentException("not a whole number: " + number);
    }
    return number;
  }
}
