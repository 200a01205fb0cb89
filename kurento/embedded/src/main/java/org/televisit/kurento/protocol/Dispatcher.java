package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Turns frames into answers. Everything here runs on the control loop. */
final class Dispatcher {

  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  private final Sessions sessions;
  private final Methods methods;
  private final RequestCache cache;

  Dispatcher(Sessions sessions, Methods methods, RequestCache cache) {
    this.sessions = sessions;
    this.methods = methods;
    this.cache = cache;
  }

  /** Answers a frame on the socket that it came from. */
  void receive(Connection socket, JsonNode frame) {
    Request request;
    try {
      request = Request.from(frame);
    } catch (RpcException invalid) {
      socket.send(JsonCodec.write(failure(null, invalid)));
      return;
    }
    try {
      socket.begins();
    } catch (RpcException full) {
      socket.send(JsonCodec.write(failure(request.id(), full)));
      return;
    }
    Request inSession = socket.session().map(request::inSession).orElse(request);
    var unused =
        answer(inSession)
            .thenAccept(
                answer -> {
                  socket.answered();
                  socket.send(JsonCodec.write(answer));
                  sessionOf(answer).ifPresent(session -> sessions.bind(session, socket));
                });
  }

  private CompletableFuture<ObjectNode> answer(Request request) {
    JsonNode id = request.id();
    if (id == null) {
      return execute(request).thenApply(Dispatcher::toNotification);
    }
    Optional<CompletableFuture<ObjectNode>> earlier =
        request.sessionId().flatMap(session -> cache.find(session, id.asText()));
    if (earlier.isPresent()) {
      return earlier.get();
    }
    CompletableFuture<ObjectNode> answer = execute(request);
    Optional<String> session = request.sessionId();
    if (session.isEmpty() && answer.isDone()) {
      session = sessionOf(answer.join());
    }
    session.ifPresent(owner -> cache.put(owner, id.asText(), answer));
    return answer;
  }

  private static Optional<String> sessionOf(ObjectNode answer) {
    JsonNode session = answer.path("result").path(Request.SESSION_ID);
    return session.isTextual() ? Optional.of(session.asText()) : Optional.empty();
  }

  private CompletableFuture<ObjectNode> execute(Request request) {
    CompletionStage<? extends JsonNode> result;
    try {
      result =
          request.method().equals("transaction")
              ? Transaction.of(request, this::execute).run()
              : methods.call(request);
    } catch (RuntimeException refused) {
      return CompletableFuture.completedFuture(failure(request.id(), refused));
    }
    return result
        .handle(
            (value, failure) ->
                failure == null ? success(request.id(), value) : failure(request.id(), failure))
        .toCompletableFuture();
  }

  private static ObjectNode success(@Nullable JsonNode id, JsonNode result) {
    ObjectNode answer = envelope(id);
    answer.set("result", result);
    return answer;
  }

  private static ObjectNode failure(@Nullable JsonNode id, Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    RpcException error;
    if (cause instanceof RpcException refused) {
      error = refused;
    } else {
      LOG.log(Level.ERROR, "a request failed unexpectedly", cause);
      error = RpcException.unexpected("see the log of the media server");
    }
    ObjectNode answer = envelope(id);
    answer.set("error", error.toJson());
    return answer;
  }

  private static ObjectNode envelope(@Nullable JsonNode id) {
    ObjectNode answer = JsonCodec.object().put("jsonrpc", "2.0");
    answer.set("id", id == null ? NullNode.instance : id);
    return answer;
  }

  /** Kurento answers a request without id, too, and says that it should not have to. */
  private static ObjectNode toNotification(ObjectNode answer) {
    if (!answer.has("result")) {
      return answer;
    }
    ObjectNode error =
        RpcException.plain(
                RpcException.SERVER_ERROR, "Ignoring response because of a notification request")
            .toJson();
    error.set("data", answer.get("result"));
    ObjectNode notification = envelope(null);
    notification.set("error", error);
    return notification;
  }
}
