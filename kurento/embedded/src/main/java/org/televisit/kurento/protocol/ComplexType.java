package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A value type of the definitions.
 *
 * @param values of an enumeration; empty for a structure
 * @param properties of a structure; empty for an enumeration
 */
record ComplexType(String name, String namespace, List<String> values, List<Parameter> properties) {

  static ComplexType from(JsonNode definition, String namespace) {
    return new ComplexType(
        definition.path("name").asText(),
        namespace,
        StreamSupport.stream(definition.path("values").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        Parameter.list(definition.path("properties")));
  }

  boolean isEnumeration() {
    return !values.isEmpty();
  }
}
