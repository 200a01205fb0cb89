package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads arguments as the definitions want them and refuses others in Kurento's words. */
final class ArgumentReader {

  private static final int MAX_TEXT = 256 * 1024;

  private final Definitions definitions;
  private final ObjectRegistry objects;

  ArgumentReader(Definitions definitions, ObjectRegistry objects) {
    this.definitions = definitions;
    this.objects = objects;
  }

  Arguments forConstructor(List<Parameter> parameters, @Nullable JsonNode given) {
    return read(parameters, members(parameters, given, "constructorParams"));
  }

  Arguments forOperation(OperationDefinition operation, @Nullable JsonNode given) {
    boolean setter = operation.kind() == OperationDefinition.Kind.SETTER;
    boolean absent = given == null || given.isNull();
    JsonNode members = setter && absent ? JsonCodec.object() : given;
    return read(
        operation.parameters(), members(operation.parameters(), members, "operationParams"));
  }

  private static ObjectNode members(
      List<Parameter> parameters, @Nullable JsonNode given, String container) {
    if (given instanceof ObjectNode object) {
      return object;
    }
    boolean absent = given == null || given.isNull();
    if (!absent) {
      throw marshalling("'" + container + "' parameter should be a object");
    }
    if (parameters.stream().anyMatch(parameter -> !parameter.optional())) {
      throw marshalling("'" + container + "' is required");
    }
    return JsonCodec.object();
  }

  private Arguments read(List<Parameter> parameters, ObjectNode given) {
    Map<String, Object> values = new HashMap<>();
    for (Parameter parameter : parameters) {
      JsonNode sent = given.get(parameter.name());
      JsonNode value = sent == null && parameter.optional() ? parameter.defaultValue() : sent;
      if (value != null || !parameter.optional()) {
        values.put(parameter.name(), value(parameter, value, "parameter"));
      }
    }
    return new Arguments(values);
  }

  private Object value(Parameter parameter, @Nullable JsonNode value, String role) {
    String type = parameter.type();
    if (type.endsWith("[]") || type.endsWith("<>")) {
      boolean list = type.endsWith("[]");
      return check(parameter, value, list ? "list" : "object", role);
    }
    return switch (type) {
      case "String" -> text(check(parameter, value, "string", role));
      case "int" -> whole(check(parameter, value, "integer", role), parameter, role);
      case "int64" -> check(parameter, value, "integer", role).asLong();
      case "float", "double" -> check(parameter, value, "double", role).asDouble();
      case "boolean" -> check(parameter, value, "boolean", role).asBoolean();
      default -> declared(parameter, value, role);
    };
  }

  /** A number of 32 bits: one that is larger is none, and is not cut to something else. */
  private static Object whole(JsonNode value, Parameter parameter, String role) {
    if (!value.canConvertToInt()) {
      throw marshalling("'" + parameter.name() + "' " + role + " should be a integer");
    }
    return value.asLong();
  }

  private Object declared(Parameter parameter, @Nullable JsonNode value, String role) {
    Optional<ComplexType> complex = definitions.complexType(parameter.type());
    if (complex.isEmpty()) {
      return object(parameter.type(), text(check(parameter, value, "string", role)));
    }
    ComplexType type = complex.get();
    if (!type.isEnumeration()) {
      JsonNode structure = check(parameter, value, "object", role);
      type.properties().stream()
          .filter(property -> !property.optional() || structure.has(property.name()))
          .forEach(property -> value(property, structure.get(property.name()), "property"));
      return structure;
    }
    String name = text(check(parameter, value, "string", role));
    if (!type.values().contains(name)) {
      throw marshalling("Invalid value for '" + type.name() + "'");
    }
    return name;
  }

  private MediaObject object(String type, String id) {
    MediaObject object = objects.get(id);
    if (!object.definition().isA(type)) {
      throw RpcException.unexpected(
          "bad_weak_ptr"); // what Kurento says of an object of another type
    }
    return object;
  }

  private static JsonNode check(
      Parameter parameter, @Nullable JsonNode value, String kind, String role) {
    if (value == null || !convertible(value, kind)) {
      throw marshalling("'" + parameter.name() + "' " + role + " should be a " + kind);
    }
    return value;
  }

  private static boolean convertible(JsonNode value, String kind) {
    return switch (kind) {
      case "string" -> !value.isContainerNode() && value.asText().length() <= MAX_TEXT;
      case "integer" -> value.canConvertToLong();
      case "double" -> value.isNumber();
      case "boolean" -> value.isBoolean() || value.isNumber();
      case "list" -> value.isArray();
      default -> value.isObject();
    };
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText();
  }

  private static RpcException marshalling(String message) {
    return RpcException.of(ErrorCode.MARSHALL_ERROR, message);
  }
}
