package org.televisit.kurento.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The peer: Janus of the system, its VideoRoom, driven over its WebSocket API. */
final class Janus implements Sfu {

  private static final int ROOM = 1234;

  private static final String LIBRARIES = "/usr/lib/x86_64-linux-gnu/janus";

  private final ServerProcess process;
  private final WebSocket socket;
  private final Map<String, CompletableFuture<JsonObject>> awaited = new ConcurrentHashMap<>();
  private final Map<String, Long> handles = new ConcurrentHashMap<>();
  private final Map<String, Long> feeds = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<Void>> up = new ConcurrentHashMap<>();
  private long session;

  /** Starts it with a configuration of its own, its signalling on loopback only. */
  Janus(Path work) throws Exception {
    int port = freePort();
    Path configuration = Files.createDirectory(work.resolve("janus"));
    write(configuration, port);
    process =
        new ServerProcess(
            new ProcessBuilder("janus", "-F", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("janus.log").toFile()));
    socket = connect(URI.create("ws://127.0.0.1:" + port));
    session = ask(message("create")).getAsJsonObject("data").get("id").getAsLong();
  }

  /** Ends with a clear message if Janus is not installed. */
  static void require() {
    if (!Files.isDirectory(Path.of(LIBRARIES, "plugins"))) {
      System.err.println("Install Janus first (apt-get install janus)");
      System.exit(1);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static void write(Path directory, int port) throws IOException {
    Files.writeString(
        directory.resolve("janus.jcfg"),
        """
        general: {
          configs_folder = "%1$s"
          plugins_folder = "%2$s/plugins"
          transports_folder = "%2$s/transports"
          events_folder = "%2$s/events"
          loggers_folder = "%2$s/loggers"
          debug_level = 3
          session_timeout = 0
        }
        nat: { ice_enforce_list = "%3$s" }
        media: { ipv6 = false }
        plugins: { disable = "%4$s" }
        transports: { disable = "%5$s" }
        loggers: { disable = "libjanus_jsonlog.so" }
        events: { broadcast = false }
        """
            .formatted(
                directory,
                LIBRARIES,
                Network.address().getHostAddress(),
                libraries(
                    "audiobridge,duktape,echotest,lua,nosip,recordplay,sip,streaming,textroom,"
                        + "videocall,voicemail"),
                libraries("http,mqtt,nanomsg,pfunix,rabbitmq")));
    Files.writeString(
        directory.resolve("janus.transport.websockets.jcfg"),
        """
        general: { json = "compact"  ws = true  ws_ip = "127.0.0.1"  ws_port = %d  wss = false }
        admin: { admin_ws = false }
        """
            .formatted(port));
    Files.writeString(
        directory.resolve("janus.plugin.videoroom.jcfg"),
        """
        room-%d: {
          description = "bench"
          publishers = 5000
          bitrate = 2000000
          audiocodec = "opus"
          videocodec = "vp8"
          record = false
          notify_joining = false
        }
        """
            .formatted(ROOM));
  }

  private static String libraries(String names) {
    return "libjanus_" + names.replace(",", ".so,libjanus_") + ".so";
  }

  private WebSocket connect(URI address) throws InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try {
        return HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("janus-protocol")
            .buildAsync(address, new Listener())
            .join();
      } catch (CompletionException notYet) {
        if (attempt > 100 || !process.process().isAlive()) {
          throw notYet;
        }
        Thread.sleep(50);
      }
    }
  }

  /** Hands answers to who waits for them. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
        text.setLength(0);
        String kind = message.get("janus").getAsString();
        if (kind.equals("webrtcup")) {
          up(message.get("sender").getAsLong()).complete(null);
        }
        if (message.has("transaction") && !kind.equals("ack")) {
          CompletableFuture<JsonObject> waiting =
              awaited.remove(message.get("transaction").getAsString());
          if (waiting != null) {
            waiting.complete(message);
          }
        }
      }
      from.request(1);
      return null;
    }
  }

  private CompletableFuture<Void> up(long handle) {
    return up.computeIfAbsent(handle, any -> new CompletableFuture<>());
  }

  private static JsonObject message(String kind) {
    JsonObject message = new JsonObject();
    message.addProperty("janus", kind);
    return message;
  }

  private void send(JsonObject message) {
    if (session != 0) {
      message.addProperty("session_id", session);
    }
    synchronized (this) {
      socket.sendText(message.toString(), true).join(); // one at a time, as the class wants it
    }
  }

  private JsonObject ask(JsonObject message) throws Exception {
    String transaction = UUID.randomUUID().toString();
    message.addProperty("transaction", transaction);
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    awaited.put(transaction, answer);
    send(message);
    JsonObject told = answer.get(10, TimeUnit.SECONDS);
    if (told.get("janus").getAsString().equals("error") || told.toString().contains("error_code")) {
      throw new IOException("Janus: " + told);
    }
    return told;
  }

  private long attach(String id) throws Exception {
    JsonObject attach = message("attach");
    attach.addProperty("plugin", "janus.plugin.videoroom");
    long handle = ask(attach).getAsJsonObject("data").get("id").getAsLong();
    handles.put(id, handle);
    return handle;
  }

  private JsonObject request(long handle, JsonObject body, String type, String sdp)
      throws Exception {
    JsonObject message = message("message");
    message.addProperty("handle_id", handle);
    message.add("body", body);
    if (!sdp.isEmpty()) {
      JsonObject description = new JsonObject();
      description.addProperty("type", type);
      description.addProperty("sdp", sdp);
      message.add("jsep", description);
    }
    return ask(message);
  }

  private static JsonObject body(String request) {
    JsonObject body = new JsonObject();
    body.addProperty("request", request);
    return body;
  }

  @Override
  public String name() {
    return "Janus";
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  @Override
  public boolean offersToViewers() {
    return true;
  }

  @Override
  public String publish(String id, String offer, Path record) throws Exception {
    long handle = attach(id);
    JsonObject join = body("join");
    join.addProperty("ptype", "publisher");
    join.addProperty("room", ROOM);
    JsonObject joined = request(handle, join, "", "");
    feeds.put(
        id,
        joined.getAsJsonObject("plugindata").getAsJsonObject("data").get("id").getAsLong());
    JsonObject publish = body("publish");
    if (record != null) {
      publish.addProperty("record", true);
      publish.addProperty("filename", record.toString());
    }
    return sdp(request(handle, publish, "offer", offer));
  }

  private static String sdp(JsonObject event) {
    return event.getAsJsonObject("jsep").get("sdp").getAsString();
  }

  @Override
  public String view(String id, String from, String offer) throws Exception {
    up(handles.get(from)).get(10, TimeUnit.SECONDS); // until then it denies that there is anything
    JsonObject join = body("join");
    join.addProperty("ptype", "subscriber");
    join.addProperty("room", ROOM);
    JsonObject stream = new JsonObject();
    stream.addProperty("feed", feeds.get(from));
    JsonArray streams = new JsonArray();
    streams.add(stream);
    join.add("streams", streams);
    return sdp(request(attach(id), join, "", ""));
  }

  @Override
  public void answer(String id, String answer) throws Exception {
    request(handles.get(id), body("start"), "answer", answer);
  }

  @Override
  public void candidate(String id, String candidate, String mid, int line) throws Exception {
    Long handle = handles.get(id);
    if (handle == null) {
      return;
    }
    JsonObject trickle = message("trickle");
    trickle.addProperty("handle_id", handle);
    trickle.addProperty("transaction", UUID.randomUUID().toString());
    JsonObject found = new JsonObject();
    found.addProperty("candidate", candidate);
    found.addProperty("sdpMid", mid);
    found.addProperty("sdpMLineIndex", line);
    trickle.add("candidate", found);
    send(trickle);
  }

  @Override
  public void close(String id) throws Exception {
    Long handle = handles.remove(id);
    feeds.remove(id);
    if (handle != null) {
      JsonObject detach = message("detach");
      detach.addProperty("handle_id", handle);
      ask(detach);
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.close();
  }
}
