package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What can be invoked on a type: its methods, and a getter and perhaps a setter per property. */
record OperationDefinition(String name, Kind kind, List<Parameter> parameters) {

  enum Kind {
    METHOD,
    GETTER,
    SETTER
  }

  static List<OperationDefinition> of(JsonNode remoteClass) {
    List<OperationDefinition> operations = new ArrayList<>();
    for (JsonNode method : remoteClass.path("methods")) {
      operations.add(
          new OperationDefinition(
              method.path("name").asText(), Kind.METHOD, Parameter.list(method.path("params"))));
    }
    for (JsonNode property : remoteClass.path("properties")) {
      String name = capitalized(property.path("name").asText());
      operations.add(new OperationDefinition("get" + name, Kind.GETTER, List.of()));
      if (!property.path("readOnly").asBoolean() && !property.path("final").asBoolean()) {
        operations.add(
            new OperationDefinition("set" + name, Kind.SETTER, List.of(Parameter.from(property))));
      }
    }
    return operations;
  }

  static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
