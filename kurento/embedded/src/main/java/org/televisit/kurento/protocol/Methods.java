package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The methods of the protocol but for {@code transaction}, which is made of them. */
final class Methods {

  private static final String VALUE = "value";

  private final ServerContext server;
  private final Lifecycle lifecycle;
  private final String serverId = UUID.randomUUID().toString();
  private final Map<String, Function<Request, CompletionStage<? extends JsonNode>>> methods;

  Methods(ServerContext server, Lifecycle lifecycle) {
    this.server = server;
    this.lifecycle = lifecycle;
    this.methods =
        Map.ofEntries(
            Map.entry("ping", now(Methods::ping)),
            Map.entry("connect", now(this::connect)),
            Map.entry("keepAlive", now(this::keepAlive)),
            Map.entry("create", now(this::create)),
            Map.entry("invoke", this::invoke),
            Map.entry("subscribe", now(this::subscribe)),
            Map.entry("unsubscribe", now(this::unsubscribe)),
            Map.entry("describe", now(this::describe)),
            Map.entry("ref", now(this::ref)),
            Map.entry("unref", now(this::unref)),
            Map.entry("release", now(this::release)),
            Map.entry("closeSession", now(this::closeSession)));
  }

  private static Function<Request, CompletionStage<? extends JsonNode>> now(
      Function<Request, JsonNode> method) {
    return request -> CompletableFuture.completedFuture(method.apply(request));
  }

  /**
   * @return the {@code result} of the answer
   * @throws RpcException if the request is refused
   */
  CompletionStage<? extends JsonNode> call(Request request) {
    Function<Request, CompletionStage<? extends JsonNode>> method = methods.get(request.method());
    if (method == null) {
      throw RpcException.plain(RpcException.METHOD_NOT_FOUND, "Method not found.");
    }
    return method.apply(request);
  }

  private static JsonNode ping(Request request) {
    ObjectNode result = JsonCodec.object().put(VALUE, "pong");
    request.sessionId().ifPresent(session -> result.put(Request.SESSION_ID, session));
    return result;
  }

  private JsonNode connect(Request request) {
    request.sessionId().ifPresent(session -> server.sessions().keepAlive(session));
    return inSession(session(request)).put("serverId", serverId);
  }

  private JsonNode keepAlive(Request request) {
    String session = request.text(Request.SESSION_ID);
    server.sessions().keepAlive(session);
    return inSession(session);
  }

  private JsonNode create(Request request) {
    String type = request.text("type");
    String session = session(request);
    MediaObject created =
        lifecycle.create(session, type, request.object().get("constructorParams"));
    return inSession(session).put(VALUE, created.id());
  }

  private CompletionStage<? extends JsonNode> invoke(Request request) {
    String operation = request.text("operation");
    String session = session(request);
    MediaObject object = touch(session, request.text("object"));
    Object value = lifecycle.invoke(object, operation, request.object().get("operationParams"));
    CompletionStage<?> pending =
        value instanceof CompletionStage<?> stage
            ? stage
            : CompletableFuture.<@Nullable Object>completedFuture(value);
    return pending.thenApply(
        result -> {
          ObjectNode answer = inSession(session);
          answer.set(VALUE, Values.toJson(result));
          return answer;
        });
  }

  private JsonNode subscribe(Request request) {
    String event = request.text("type");
    String id = request.text("object");
    String session = session(request);
    MediaObject object = touch(session, id);
    return inSession(session).put(VALUE, server.subscriptions().add(session, object, event));
  }

  private JsonNode unsubscribe(Request request) {
    String object = request.text("object");
    String subscription = request.text("subscription");
    String session = request.text(Request.SESSION_ID);
    server.subscriptions().remove(session, object, subscription);
    return inSession(session);
  }

  private JsonNode describe(Request request) {
    String session = session(request);
    TypeDefinition type = touch(session, request.text("object")).definition();
    ObjectNode result =
        inSession(session).put("type", type.name()).put("qualifiedType", type.qualifiedName());
    result.set("hierarchy", Values.toJson(type.hierarchy()));
    return result;
  }

  private JsonNode ref(Request request) {
    String id = request.text("object");
    String session = request.text(Request.SESSION_ID);
    touch(session, id);
    return inSession(session);
  }

  private JsonNode unref(Request request) {
    String id = request.text("object");
    String session = request.text(Request.SESSION_ID);
    server
        .objects()
        .find(id)
        .ifPresent(object -> lifecycle.release(server.sessions().letGo(session, object)));
    return inSession(session);
  }

  private JsonNode release(Request request) {
    server
        .objects()
        .find(request.text("object"))
        .ifPresent(object -> lifecycle.release(List.of(object)));
    return inSession(session(request));
  }

  private JsonNode closeSession(Request request) {
    request.object();
    lifecycle.end(request.text(Request.SESSION_ID));
    return NullNode.instance;
  }

  private MediaObject touch(String session, String id) {
    MediaObject object = server.objects().get(id);
    server.sessions().hold(session, object);
    return object;
  }

  private static String session(Request request) {
    return request.sessionId().orElseGet(() -> UUID.randomUUID().toString());
  }

  private static ObjectNode inSession(String session) {
    return JsonCodec.object().put(Request.SESSION_ID, session);
  }
}
