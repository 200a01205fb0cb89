package org.televisit.kurento;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web site with one page that takes recordings. */
final class VisitSite implements AutoCloseable {

  private final Path directory;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<String> complete = ConcurrentHashMap.newKeySet();

  VisitSite(Path directory) throws IOException {
    this.directory = directory;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::page);
    http.createContext("/ingest/", this::take);
    http.start();
  }

  String address() {
    return "http://localhost:" + http.getAddress().getPort() + "/";
  }

  /** Where a recording goes. */
  String ingest(String name) {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/ingest/" + name;
  }

  /** Whether a recording ended as it should, with the last chunk. */
  boolean isComplete(String name) {
    return complete.contains(name);
  }

  private Path file(String name) {
    return directory.resolve(name + ".webm");
  }

  private void page(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream page = VisitSite.class.getResourceAsStream("visit.html")) {
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      byte[] bytes = page == null ? new byte[0] : page.readAllBytes();
      exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/ingest/".length());
    try (exchange) {
      Files.copy(exchange.getRequestBody(), file(name));
      complete.add(name);
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private JsonObject ffprobe(String name) throws IOException {
    Process probe =
        new ProcessBuilder(
                "ffprobe",
                "-v",
                "error",
                "-of",
                "json",
                "-show_streams",
                "-show_packets",
                file(name).toString())
            .start();
    String json = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return JsonParser.parseString(json).getAsJsonObject();
  }

  /** The kinds of the tracks by codec, as ffprobe reads them. */
  Map<String, String> probe(String name) throws IOException {
    Map<String, String> codecs = new HashMap<>();
    for (JsonElement stream : ffprobe(name).getAsJsonArray("streams")) {
      JsonObject track = stream.getAsJsonObject();
      codecs.put(track.get("codec_name").getAsString(), track.get("codec_type").getAsString());
    }
    return codecs;
  }

  /** When the last packet begins. */
  double seconds(String name) throws IOException {
    double last = 0;
    for (JsonElement packet : ffprobe(name).getAsJsonArray("packets")) {
      last = Math.max(last, packet.getAsJsonObject().get("pts_time").getAsDouble());
    }
    return last;
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
