package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ServerHandshake;

/** A client that sends and receives the frames themselves. */
final class RawClient implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  /** Of all clients: clients that share a session must not share request ids. */
  private static final AtomicInteger NEXT_ID = new AtomicInteger(1);

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final List<JsonNode> events = new ArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocketClient socket;

  private RawClient(URI uri) {
    socket =
        new WebSocketClient(uri) {
          @Override
          public void onOpen(ServerHandshake handshake) {}

          @Override
          public void onMessage(String frame) {
            frames.add(frame);
          }

          @Override
          public void onClose(int status, String reason, boolean remote) {
            closed.complete(status);
          }

          @Override
          public void onError(Exception error) {}
        };
  }

  static RawClient open(URI uri) {
    RawClient client = new RawClient(uri);
    assertThat(client.connect()).isTrue();
    return client;
  }

  /** Connects to where it is perhaps closed at once. */
  static RawClient attempt(URI uri) {
    RawClient client = new RawClient(uri);
    var unused = client.connect();
    return client;
  }

  private boolean connect() {
    try {
      return socket.connectBlocking(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  void send(String frame) {
    socket.send(frame);
  }

  /** The close status, 1006 where there was no close frame. */
  int awaitClose() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** The next frame that is no event. */
  String awaitAnswer() {
    while (true) {
      String frame = next();
      JsonNode json = JsonCodec.parse(frame).orElseThrow();
      if (!json.has("method")) {
        return frame;
      }
      events.add(json);
    }
  }

  private String next() {
    try {
      String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("the server said nothing more; events so far: " + events);
      }
      return frame;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** Sends a frame and waits for the answer. */
  String ask(String frame) {
    send(frame);
    return awaitAnswer();
  }

  /** Calls a method; params as JSON text with single quotes. */
  JsonNode call(String method, String params) {
    ObjectNode request =
        JsonCodec.object()
            .put("jsonrpc", "2.0")
            .put("id", NEXT_ID.getAndIncrement())
            .put("method", method);
    request.set("params", JsonCodec.parse(params.replace('\'', '"')).orElseThrow());
    return JsonCodec.parse(ask(JsonCodec.write(request))).orElseThrow();
  }

  /** The value that a successful call answers. */
  String value(String method, String params) {
    JsonNode answer = call(method, params);
    if (!answer.has("result")) {
      throw new AssertionError(answer.toString());
    }
    return answer.path("result").path("value").asText();
  }

  String create(String type, String constructorParams) {
    return value("create", "{'type':'" + type + "','constructorParams':" + constructorParams + "}");
  }

  JsonNode invoke(String object, String operation, String operationParams) {
    return call(
        "invoke",
        "{'object':'%s','operation':'%s','operationParams':%s}"
            .formatted(object, operation, operationParams));
  }

  String subscribe(String object, String event) {
    return value("subscribe", "{'object':'" + object + "','type':'" + event + "'}");
  }

  String session() {
    return call("ping", "{}").path("result").path("sessionId").asText();
  }

  int errorCode(String method, String params) {
    return call(method, params).path("error").path("code").asInt();
  }

  /** Waits for an event and takes it, with all before it, from the list. */
  JsonNode awaitEvent(Predicate<JsonNode> wanted) {
    while (true) {
      Optional<JsonNode> found =
          events.stream().map(event -> event.at("/params/value")).filter(wanted).findFirst();
      if (found.isPresent()) {
        int end =
            events.stream().map(event -> event.at("/params/value")).toList().indexOf(found.get());
        events.subList(0, end + 1).clear();
        return found.get();
      }
      JsonNode frame = JsonCodec.parse(next()).orElseThrow();
      if (!frame.has("method")) {
        throw new AssertionError("an answer that nobody waits for: " + frame);
      }
      events.add(frame);
    }
  }

  /**
   * An event that was taken.
   *
   * @param before what came before it and is not taken yet
   */
  record Taken(JsonNode event, List<JsonNode> before) {}

  /** Takes an event once it has come, or gives up after a while. */
  Optional<Taken> takeEvent(Predicate<JsonNode> wanted, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<JsonNode> found = events.stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        int at = events.indexOf(found.get());
        List<JsonNode> before = List.copyOf(events.subList(0, at));
        events.remove(at);
        return Optional.of(new Taken(found.get(), before));
      }
      String frame = poll(deadline - System.nanoTime());
      if (frame.isEmpty()) {
        return Optional.empty();
      }
      events.add(JsonCodec.parse(frame).orElseThrow());
    }
  }

  private String poll(long nanos) {
    try {
      return Optional.ofNullable(frames.poll(nanos, TimeUnit.NANOSECONDS)).orElse("");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  JsonNode awaitEvent(String type) {
    return awaitEvent(event -> event.path("type").asText().equals(type));
  }

  /** Events that have come so far and were not taken. */
  List<JsonNode> events() {
    return events;
  }

  /** Ends the TCP connection without a goodbye. */
  void drop() {
    socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
  }

  @Override
  public void close() {
    socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
  }
}
