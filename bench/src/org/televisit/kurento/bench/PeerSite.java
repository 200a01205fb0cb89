package org.televisit.kurento.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the page of the browsers that are measured, and brings their wishes to a media server. */
final class PeerSite implements AutoCloseable {

  private interface Wish {
    String fulfil(String id, String body) throws Exception;
  }

  /** Makes a server that waits for a candidate begin; it then learns of the relay by its checks. */
  private static final String NOWHERE = "candidate:1 1 udp 2130706431 %s 9 typ host";

  private final Sfu sfu;
  private final Optional<LossyRelays> relays;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * @param relays through which all media go; then browsers tell no candidates, as there must be no
   *     way around
   */
  PeerSite(Sfu sfu, Optional<LossyRelays> relays) throws IOException {
    this.sfu = sfu;
    this.relays = relays;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::page);
    wish("publish", (id, offer) -> there(sfu.publish(id, offer, null)));
    wish("view", this::view);
    wish(
        "answer",
        (id, answer) -> {
          sfu.answer(id, relays.isEmpty() ? answer : withoutCandidates(answer));
          return "";
        });
    wish("candidate", this::candidate);
    http.start();
  }

  String address() {
    return "http://localhost:" + http.getAddress().getPort() + "/";
  }

  private String view(String query, String offer) throws Exception {
    int arrow = query.indexOf('<');
    return there(sfu.view(query.substring(0, arrow), query.substring(arrow + 1), offer));
  }

  private String there(String description) throws IOException {
    return relays.isEmpty() ? description : relays.get().standBefore(description);
  }

  private static String withoutCandidates(String description) {
    return description.replaceAll("a=candidate:[^\r\n]*\r\n", "");
  }

  private String candidate(String id, String body) throws Exception {
    JsonObject found = JsonParser.parseString(body).getAsJsonObject();
    String candidate = found.get("candidate").getAsString();
    sfu.candidate(
        id,
        relays.isEmpty() ? candidate : NOWHERE.formatted(Network.address().getHostAddress()),
        found.get("mid").getAsString(),
        found.get("line").getAsInt());
    return "";
  }

  private void wish(String name, Wish wish) {
    http.createContext(
        "/" + name,
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          try {
            send(exchange, 200, "text/plain", wish.fulfil(exchange.getRequestURI().getQuery(), body));
          } catch (Exception e) {
            send(exchange, 500, "text/plain", e.toString());
          }
        });
  }

  private void page(HttpExchange exchange) throws IOException {
    send(exchange, 200, "text/html", Files.readString(Path.of("bench/page/peers.html")));
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
