package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON-RPC request.
 *
 * @param id a string, a number or, for a notification, null
 * @param params as sent; absent and JSON null are the same to Kurento
 */
record Request(@Nullable JsonNode id, String method, @Nullable JsonNode params) {

  static final String SESSION_ID = "sessionId";

  /**
   * @throws RpcException with code -32600 if this is no request of JSON-RPC 2.0
   */
  static Request from(JsonNode frame) {
    JsonNode id = frame.path("id");
    boolean valid =
        frame.isObject()
            && frame.path("jsonrpc").asText().equals("2.0")
            && frame.path("method").isTextual()
            && (id.isMissingNode() || id.isNull() || id.isNumber() || id.isTextual());
    if (!valid) {
      throw RpcException.plain(RpcException.INVALID_REQUEST, "Invalid JSON-RPC request.");
    }
    return new Request(present(id), frame.path("method").asText(), present(frame.path("params")));
  }

  /** A request on a socket with a session belongs to that session unless it names another. */
  Request inSession(String sessionId) {
    if (params != null && (!params.isObject() || params.has(SESSION_ID))) {
      return this;
    }
    ObjectNode completed =
        params instanceof ObjectNode given ? given.deepCopy() : JsonCodec.object();
    completed.put(SESSION_ID, sessionId);
    return new Request(id, method, completed);
  }

  Optional<String> sessionId() {
    JsonNode given = params == null ? null : params.get(SESSION_ID);
    return given == null || given.isContainerNode()
        ? Optional.empty()
        : Optional.of(given.isNull() ? "" : given.asText());
  }

  /**
   * @throws RpcException -32000 if the member is missing or cannot be read as a string
   */
  String text(String name) {
    JsonNode value = object().get(name);
    if (value == null) {
      throw RpcException.plain(RpcException.SERVER_ERROR, "'" + name + "' parameter is required");
    }
    if (value.isContainerNode()) {
      throw RpcException.plain(
          RpcException.SERVER_ERROR, "'" + name + "' parameter should be a string");
    }
    return value.isNull() ? "" : value.asText();
  }

  /**
   * @throws RpcException -32602 without params, -32603 if they are no object
   */
  ObjectNode object() {
    if (params == null) {
      throw RpcException.paramsRequired();
    }
    if (params instanceof ObjectNode object) {
      return object;
    }
    throw RpcException.unexpected(
        "in Json::Value::find(begin, end): requires objectValue or nullValue");
  }

  private static @Nullable JsonNode present(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? null : value;
  }
}
