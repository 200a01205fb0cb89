package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The official definitions of Kurento's modules: all types, value types and events. */
final class Definitions {

  private final List<ModuleDefinition> modules;
  private final Map<String, JsonNode> classes = new HashMap<>();
  private final Map<String, String> namespaces = new HashMap<>();
  private final Map<String, TypeDefinition> types = new HashMap<>();
  private final Map<String, ComplexType> complexTypes = new HashMap<>();
  private final Map<String, @Nullable String> eventParents = new HashMap<>();

  private Definitions(List<ModuleDefinition> modules) {
    this.modules = modules;
    modules.forEach(this::read);
    classes.keySet().forEach(this::define);
  }

  /** Read once: it takes longer than anything else that a start has to wait for. */
  static Definitions load() {
    return Official.DEFINITIONS;
  }

  /** Initialised when it is first asked for, by one thread. */
  private static final class Official {
    static final Definitions DEFINITIONS =
        new Definitions(List.of(ModuleDefinition.load("core"), ModuleDefinition.load("elements")));
  }

  private void read(ModuleDefinition module) {
    JsonNode root = module.root();
    String namespace = module.namespace();
    for (JsonNode type : root.path("remoteClasses")) {
      classes.put(type.path("name").asText(), type);
      namespaces.put(type.path("name").asText(), namespace);
    }
    for (JsonNode type : root.path("complexTypes")) {
      complexTypes.put(type.path("name").asText(), ComplexType.from(type, namespace));
    }
    for (JsonNode event : root.path("events")) {
      JsonNode parent = event.get("extends");
      eventParents.put(event.path("name").asText(), parent == null ? null : parent.asText());
    }
  }

  private @Nullable TypeDefinition define(String name) {
    TypeDefinition known = types.get(name);
    JsonNode definition = classes.get(name);
    if (known != null || definition == null) {
      return known;
    }
    TypeDefinition parent =
        definition.has("extends") ? define(definition.path("extends").asText()) : null;
    TypeDefinition type = new TypeDefinition(definition, namespaces.getOrDefault(name, ""), parent);
    types.put(name, type);
    return type;
  }

  List<ModuleDefinition> modules() {
    return modules;
  }

  /**
   * @param name simple or qualified
   */
  Optional<TypeDefinition> type(String name) {
    TypeDefinition simple = types.get(name.substring(name.lastIndexOf('.') + 1));
    return Optional.ofNullable(simple)
        .filter(type -> type.name().equals(name) || type.qualifiedName().equals(name));
  }

  Optional<ComplexType> complexType(String name) {
    return Optional.ofNullable(complexTypes.get(name));
  }

  /** Names of the types of a module that clients can create, in alphabetical order. */
  List<String> factories(ModuleDefinition module) {
    Map<String, TypeDefinition> own = new LinkedHashMap<>();
    for (JsonNode type : module.root().path("remoteClasses")) {
      String name = type.path("name").asText();
      type(name).ifPresent(definition -> own.put(name, definition));
    }
    return own.values().stream()
        .filter(type -> type.constructor().isPresent())
        .map(TypeDefinition::name)
        .sorted()
        .toList();
  }

  /** Whether an event repeats its name in its data: those derived from {@code Media} do. */
  boolean namesItself(String event) {
    String name = event;
    while (name != null && !name.equals("Media")) {
      name = eventParents.get(name);
    }
    return name != null;
  }

  /** A value of a structure type with all that the type has: its defaults, else empty or 0. */
  ObjectNode completeStructure(String name) {
    ObjectNode structure = structure(name);
    String next = name;
    while (next != null) {
      ComplexType type = complexType(next).orElseThrow();
      type.properties().forEach(property -> structure.set(property.name(), initial(property)));
      next = type.parent();
    }
    return structure;
  }

  private static JsonNode initial(Parameter property) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    JsonNode given =
        property.defaultValue() == null ? nodes.missingNode() : property.defaultValue();
    return switch (property.type()) {
      case "int", "int64" -> nodes.numberNode(given.asLong());
      case "float", "double" -> nodes.numberNode(given.asDouble());
      case "boolean" -> nodes.booleanNode(given.asBoolean());
      default ->
          property.type().endsWith("[]") ? nodes.arrayNode() : nodes.textNode(given.asText());
    };
  }

  /** An empty value of a structure type, marked as such. */
  ObjectNode structure(String name) {
    ComplexType type = complexType(name).orElseThrow();
    return JsonCodec.object().put("__module__", type.namespace()).put("__type__", name);
  }
}
