package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A value type of the definitions.
 *
 * @param parent whose properties it has, too; null if none
 * @param values of an enumeration; empty for a structure
 * @param properties of a structure; empty for an enumeration
 */
record ComplexType(
    String name,
    String namespace,
    @Nullable String parent,
    List<String> values,
    List<Parameter> properties) {

  static ComplexType from(JsonNode definition, String namespace) {
    return new ComplexType(
        definition.path("name").asText(),
        namespace,
        definition.hasNonNull("extends") ? definition.path("extends").asText() : null,
        StreamSupport.stream(definition.path("values").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        Parameter.list(definition.path("properties")));
  }

  boolean isEnumeration() {
    return !values.isEmpty();
  }
}
