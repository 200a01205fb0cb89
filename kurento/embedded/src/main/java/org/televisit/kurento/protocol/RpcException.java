package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** An error answer. It is part of the dialogue, so it carries no stack trace. */
final class RpcException extends RuntimeException {

  /** JSON-RPC 2.0, section 5.1. */
  static final int INVALID_REQUEST = -32600;

  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL_ERROR = -32603;

  /** A member of {@code params} is missing or of the wrong kind. */
  static final int SERVER_ERROR = -32000;

  private final int code;
  private final @Nullable String type;

  private RpcException(int code, @Nullable String type, String message) {
    super(message, null, false, false);
    this.code = code;
    this.type = type;
  }

  static RpcException of(ErrorCode code, String message) {
    return new RpcException(code.code(), code.name(), message);
  }

  static RpcException plain(int code, String message) {
    return new RpcException(code, null, message);
  }

  static RpcException paramsRequired() {
    return new RpcException(INVALID_PARAMS, "INVALID_PARAMS", "'params' is required");
  }

  static RpcException objectNotFound(String id) {
    return of(ErrorCode.MEDIA_OBJECT_NOT_FOUND, "Object '" + id + "' not found");
  }

  static RpcException unexpected(String why) {
    return plain(INTERNAL_ERROR, "Unexpected error while processing method: " + why);
  }

  int code() {
    return code;
  }

  /** The {@code error} member of a response. */
  ObjectNode toJson() {
    ObjectNode error = JsonCodec.object().put("code", code).put("message", getMessage());
    if (type != null) {
      error.set("data", JsonCodec.object().put("type", type));
    }
    return error;
  }
}
