package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Anything with an id that a client can call; see {@code MediaObject} in the definitions. */
abstract class MediaObject {

  /**
   * Which object this is.
   *
   * @param parent what it is released with; null for a pipeline and the server manager
   */
  record Identity(String id, TypeDefinition definition, @Nullable MediaObject parent) {

    static Identity create(TypeDefinition definition, @Nullable MediaObject parent) {
      String own = UUID.randomUUID() + "_" + definition.qualifiedName();
      return new Identity(parent == null ? own : parent.id() + "/" + own, definition, parent);
    }
  }

  private static final int MOST_TAGS = 64;

  /** Characters of a name, a tag's key or value, or any other value that is kept. */
  private static final int LONGEST_KEPT = 1024;

  private final ServerContext server;
  private final Identity identity;
  private final Instant created;
  private final Set<MediaObject> children = new LinkedHashSet<>();
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final Map<String, Operation> operations = new HashMap<>();
  private String name;
  private boolean sendTagsInEvents;

  // The subclass registers more operations; nothing reads the map before it is complete.
  MediaObject(ServerContext server, Identity identity) {
    this.server = server;
    this.identity = identity;
    this.created = server.clock().instant();
    this.name = identity.id();
    on("getId", arguments -> id());
    on("getParent", arguments -> parent());
    on("getMediaPipeline", arguments -> pipeline().orElse(null));
    on("getChildren", arguments -> children());
    on("getCreationTime", arguments -> created.getEpochSecond());
    bindName();
    bindTags();
  }

  private void bindName() {
    on("getName", arguments -> name);
    on(
        "setName",
        arguments -> {
          name = kept(arguments, "name");
          return null;
        });
    on("getSendTagsInEvents", arguments -> sendTagsInEvents);
    on(
        "setSendTagsInEvents",
        arguments -> {
          sendTagsInEvents = arguments.flag("sendTagsInEvents");
          return null;
        });
  }

  private void bindTags() {
    on("getTags", arguments -> tagList());
    on(
        "getTag",
        arguments ->
            Optional.ofNullable(tags.get(arguments.text("key")))
                .orElseThrow(() -> noTag(arguments.text("key"))));
    on(
        "addTag",
        arguments -> {
          addTag(kept(arguments, "key"), kept(arguments, "value"));
          return null;
        });
    on(
        "removeTag",
        arguments -> {
          if (tags.remove(arguments.text("key")) == null) {
            throw noTag(arguments.text("key"));
          }
          return null;
        });
  }

  private void addTag(String key, String value) {
    if (tags.size() >= MOST_TAGS && !tags.containsKey(key)) {
      throw RpcException.of(
          ErrorCode.NOT_ENOUGH_RESOURCES, "An object has at most " + MOST_TAGS + " tags");
    }
    tags.put(key, value);
  }

  private static String kept(Arguments arguments, String name) {
    requireShort(name, arguments.text(name));
    return arguments.text(name);
  }

  private static void requireShort(String name, Object value) {
    if (JsonCodec.weight(Values.toJson(value)) > LONGEST_KEPT) {
      throw RpcException.of(
          ErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR,
          "'" + name + "' should not be longer than " + LONGEST_KEPT + " characters");
    }
  }

  private static RpcException noTag(String key) {
    return RpcException.of(ErrorCode.MEDIA_OBJECT_TAG_KEY_NOT_FOUND, "Tag '" + key + "' not found");
  }

  /** Implements an operation of the definitions. */
  final void on(String operation, Operation implementation) {
    operations.put(operation, implementation);
  }

  /** Implements a property that has no effect here: it is kept and read back. */
  final void keep(String property, Object initial) {
    Map<String, Object> kept = new HashMap<>(Map.of(property, initial));
    String suffix = OperationDefinition.capitalized(property);
    on("get" + suffix, arguments -> kept.get(property));
    on(
        "set" + suffix,
        arguments -> {
          requireShort(property, arguments.value(property));
          kept.put(property, arguments.value(property));
          return null;
        });
  }

  /** A property that could only mislead if it were kept: it has one value and takes no other. */
  final void fix(String property, Object value, String reason) {
    String suffix = OperationDefinition.capitalized(property);
    on("get" + suffix, arguments -> value);
    on(
        "set" + suffix,
        arguments -> {
          if (!arguments.value(property).equals(value)) {
            throw RpcException.of(
                ErrorCode.NOT_IMPLEMENTED,
                "'" + property + "' is not supported by this media server: " + reason);
          }
          return null;
        });
  }

  Optional<Operation> operation(String operation) {
    return Optional.ofNullable(operations.get(operation));
  }

  final String id() {
    return identity.id();
  }

  final TypeDefinition definition() {
    return identity.definition();
  }

  final @Nullable MediaObject parent() {
    return identity.parent();
  }

  final ServerContext server() {
    return server;
  }

  final List<MediaObject> children() {
    return List.copyOf(children);
  }

  /** What the object is part of; empty for the server manager. */
  final Optional<MediaObject> pipeline() {
    MediaObject top = this;
    for (MediaObject next = parent(); next != null; next = next.parent()) {
      top = next;
    }
    return Optional.of(top).filter(MediaPipeline.class::isInstance);
  }

  /** Becomes part of the parent. */
  final void attach() {
    if (identity.parent() != null) {
      identity.parent().children.add(this);
    }
  }

  /** Leaves the parent and frees what it holds. */
  final void detach() {
    if (identity.parent() != null) {
      identity.parent().children.remove(this);
    }
    close();
  }

  /** Frees what the object holds outside the registry; called once. */
  void close() {}

  /** Sends an event of this object to whoever subscribed to it. */
  final void raise(String event, ObjectNode data) {
    data.put("source", id());
    data.put("timestampMillis", Long.toString(server.clock().millis()));
    data.set("tags", sendTagsInEvents ? tagList() : data.arrayNode());
    if (server.definitions().namesItself(event)) {
      data.put("type", event);
    }
    server.subscriptions().raise(id(), event, data);
  }

  private ArrayNode tagList() {
    ArrayNode list = JsonCodec.object().arrayNode();
    tags.forEach(
        (key, value) ->
            list.add(server.definitions().structure("Tag").put("key", key).put("value", value)));
    return list;
  }
}
