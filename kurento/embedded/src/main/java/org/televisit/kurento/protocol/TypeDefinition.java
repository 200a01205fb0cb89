package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A type of media objects ({@code remoteClasses} in the definitions) with what it inherits. */
final class TypeDefinition {

  private final String name;
  private final String qualifiedName;
  private final @Nullable TypeDefinition parent;
  private final @Nullable List<Parameter> constructor;
  private final Map<String, OperationDefinition> operations;
  private final Set<String> events;

  TypeDefinition(JsonNode definition, String namespace, @Nullable TypeDefinition parent) {
    this.name = definition.path("name").asText();
    this.qualifiedName = namespace + "." + name;
    this.parent = parent;
    boolean concrete = !definition.path("abstract").asBoolean() && definition.has("constructor");
    this.constructor =
        concrete ? Parameter.list(definition.path("constructor").path("params")) : null;
    this.operations =
        OperationDefinition.of(definition).stream()
            .collect(Collectors.toMap(OperationDefinition::name, Function.identity()));
    this.events =
        StreamSupport.stream(definition.path("events").spliterator(), false)
            .map(event -> event.isTextual() ? event.asText() : event.path("name").asText())
            .collect(Collectors.toSet());
  }

  String name() {
    return name;
  }

  /** With its module's namespace, as in {@code kurento.WebRtcEndpoint}. */
  String qualifiedName() {
    return qualifiedName;
  }

  /** Empty if no client can create such an object. */
  Optional<List<Parameter>> constructor() {
    return Optional.ofNullable(constructor);
  }

  Optional<OperationDefinition> operation(String operation) {
    OperationDefinition own = operations.get(operation);
    if (own != null) {
      return Optional.of(own);
    }
    return parent == null ? Optional.empty() : parent.operation(operation);
  }

  /** Names of all operations, also inherited ones, in alphabetical order. */
  SortedSet<String> operations() {
    SortedSet<String> all = new TreeSet<>(operations.keySet());
    if (parent != null) {
      all.addAll(parent.operations());
    }
    return all;
  }

  boolean raises(String event) {
    return events.contains(event) || (parent != null && parent.raises(event));
  }

  /** Whether this is the type of that name or inherits from it. */
  boolean isA(String type) {
    return name.equals(type) || (parent != null && parent.isA(type));
  }

  /** Qualified names of the types that this one inherits from, nearest first. */
  List<String> hierarchy() {
    List<String> ancestors = new ArrayList<>();
    for (TypeDefinition type = parent; type != null; type = type.parent) {
      ancestors.add(type.qualifiedName);
    }
    return ancestors;
  }
}
