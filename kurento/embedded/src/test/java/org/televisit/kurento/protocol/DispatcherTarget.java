package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.televisit.kurento.media.MediaEngine;
import org.televisit.kurento.media.MediaSettings;

/**
 * What comes as frames, one a line, in one session: each that is JSON is answered with a result or
 * an error of the protocol, never with one that nobody foresaw, and the server holds nothing when
 * the session is over. {@code $0}, {@code $1}, ... stand for what the first, second, ... frame
 * answered.
 */
public final class DispatcherTarget {

  private static final int MOST_FRAMES = 20;
  private static final long PATIENCE_SECONDS = 15;

  /** The whole of what an answer says of an error that nobody foresaw: others quote the request. */
  private static final String UNFORESEEN =
      "Unexpected error while processing method: see the log of the media server";

  private static final DispatcherTarget INSTANCE = new DispatcherTarget();

  private final ServerContext server;
  private final Lifecycle lifecycle;
  private final Dispatcher dispatcher;

  private DispatcherTarget() {
    Sessions sessions = new Sessions(100);
    Clock clock = Clock.systemUTC();
    server =
        new ServerContext(
            Definitions.load(),
            new ObjectRegistry(200),
            sessions,
            new Subscriptions(sessions),
            new ControlLoop(),
            engine(),
            clock);
    lifecycle = new Lifecycle(server, new ServerManager(server));
    dispatcher = new Dispatcher(sessions, new Methods(server, lifecycle), new RequestCache(clock));
  }

  private static MediaEngine engine() {
    try {
      return MediaEngine.start(MediaSettings.on(InetAddress.getLoopbackAddress()));
    } catch (IOException unbound) {
      throw new UncheckedIOException(unbound);
    }
  }

  public static void fuzzerTestOneInput(byte[] data) {
    INSTANCE.run(new String(data, StandardCharsets.UTF_8));
  }

  private void run(String frames) {
    EmbeddedChannel channel = new EmbeddedChannel();
    Connection connection = new Connection(channel);
    List<String> values = new ArrayList<>();
    frames
        .lines()
        .limit(MOST_FRAMES)
        .forEach(
            line -> {
              String frame = line;
              for (int i = 0; i < values.size(); i++) {
                frame = frame.replace("$" + i, values.get(i));
              }
              String sent = frame;
              JsonCodec.parse(sent)
                  .filter(DispatcherTarget::isQuick)
                  .ifPresent(json -> values.add(said(connection, channel, json)));
            });
    onLoop(
        () -> {
          server.sessions().unbind(connection);
          server.sessions().ids().forEach(lifecycle::end);
        });
    onLoop(() -> {});
    if (server.objects().size() != 1) {
      throw new IllegalStateException("objects are left: " + server.objects().size());
    }
    channel.finishAndReleaseAll();
  }

  /** What waits, or writes where it is told to, is left out. */
  private static boolean isQuick(JsonNode frame) {
    String text = frame.toString().toLowerCase(Locale.ROOT);
    return Stream.of("getusedcpu", "stopandwait", "file:", "http:", "https:")
        .noneMatch(text::contains);
  }

  private String said(Connection connection, EmbeddedChannel channel, JsonNode frame) {
    onLoop(() -> dispatcher.receive(connection, frame));
    JsonNode answer = awaitAnswer(channel);
    boolean answered = answer.has("result") ^ answer.path("error").path("code").isInt();
    if (!answered || answer.at("/error/message").asText().equals(UNFORESEEN)) {
      throw new IllegalStateException(frame + " is answered with " + answer);
    }
    return answer.at("/result/value").asText();
  }

  /** Statistics come from the media loop, so an answer may be a moment late. */
  private JsonNode awaitAnswer(EmbeddedChannel channel) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      Optional<JsonNode> answer = onLoop(() -> nextAnswer(channel));
      if (answer.isPresent()) {
        return answer.get();
      }
      Thread.onSpinWait();
    }
    throw new IllegalStateException("no answer");
  }

  private static Optional<JsonNode> nextAnswer(EmbeddedChannel channel) {
    for (Object sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      ByteBufHolder frame = (ByteBufHolder) sent;
      String text = frame.content().toString(StandardCharsets.UTF_8);
      frame.release();
      JsonNode json = JsonCodec.parse(text).orElseThrow();
      if (!json.path("method").asText().equals("onEvent")) {
        return Optional.of(json);
      }
    }
    return Optional.empty();
  }

  private void onLoop(Runnable task) {
    onLoop(
        () -> {
          task.run();
          return Optional.empty();
        });
  }

  private <T> T onLoop(java.util.function.Supplier<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    server
        .loop()
        .execute(
            () -> {
              try {
                done.complete(task.get());
              } catch (RuntimeException | Error failed) {
                done.completeExceptionally(failed);
              }
            });
    return done.orTimeout(Duration.ofSeconds(PATIENCE_SECONDS).toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static String frame(int id, String method, String params) {
    return "{'id':%d,'jsonrpc':'2.0','method':'%s','params':%s}"
        .formatted(id, method, params)
        .replace('\'', '"');
  }

  /** A call, a transaction, and what goes wrong with them. */
  public static List<byte[]> seeds() {
    String pipeline = frame(1, "create", "{'type':'MediaPipeline'}");
    String endpoint =
        frame(
            2,
            "create",
            "{'type':'WebRtcEndpoint','constructorParams':{'mediaPipeline':'$0','sendonly':true}}");
    return Stream.of(
            List.of(
                pipeline,
                endpoint,
                frame(3, "subscribe", "{'object':'$1','type':'IceCandidateFound'}"),
                frame(4, "invoke", "{'object':'$1','operation':'generateOffer'}"),
                frame(5, "invoke", "{'object':'$1','operation':'gatherCandidates'}"),
                frame(
                    6,
                    "invoke",
                    "{'object':'$1','operation':'addIceCandidate','operationParams':{'candidate':"
                        + "{'candidate':'candidate:1 1 UDP 1 127.0.0.1 9 typ host','sdpMid':'0',"
                        + "'sdpMLineIndex':0}}}"),
                frame(7, "invoke", "{'object':'$1','operation':'getStats'}"),
                frame(8, "unsubscribe", "{'object':'$1','subscription':'$2'}"),
                frame(9, "release", "{'object':'$0'}")),
            List.of(
                frame(
                    1,
                    "transaction",
                    "{'operations':[{'id':0,'jsonrpc':'2.0','method':'create','params':{'type':"
                        + "'MediaPipeline'}},{'id':1,'jsonrpc':'2.0','method':'create','params':"
                        + "{'type':'PassThrough','constructorParams':{'mediaPipeline':'newref:0'}}},"
                        + "{'id':2,'jsonrpc':'2.0','method':'invoke','params':{'object':'newref:1',"
                        + "'operation':'setName','operationParams':{'name':'x'}}}]}")),
            List.of(
                pipeline,
                frame(
                    2,
                    "create",
                    "{'type':'Dispatcher','constructorParams':{'mediaPipeline':'$0'}}"),
                frame(3, "create", "{'type':'HubPort','constructorParams':{'hub':'$1'}}"),
                frame(
                    4,
                    "invoke",
                    "{'object':'$1','operation':'connect','operationParams':{'source':'$2','sink':"
                        + "'$2'}}"),
                frame(
                    5,
                    "invoke",
                    "{'object':'$2','operation':'connect','operationParams':{'sink':'$2'}}"),
                frame(6, "describe", "{'object':'$2'}"),
                frame(7, "closeSession", "{'sessionId':'s'}")),
            List.of(
                frame(1, "connect", "{}"),
                frame(2, "ping", "{'interval':240000}"),
                frame(3, "keepAlive", "{'sessionId':'s'}"),
                frame(4, "ref", "{'object':'manager_ServerManager','sessionId':'s'}"),
                frame(5, "unref", "{'object':'manager_ServerManager','sessionId':'s'}"),
                frame(
                    6,
                    "invoke",
                    "{'object':'manager_ServerManager','operation':'getInfo','sessionId':'s'}")))
        .map(frames -> String.join("\n", frames).getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
