package org.televisit.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Speaks the transit engine's API, as its documentation describes it, with real AES-GCM behind. A
 * double: it stands in for a server that no test can start from Maven Central.
 */
final class TransitDouble implements AutoCloseable {

  static final String TOKEN = "hvs.only-for-this-test";

  final List<String> requests = new CopyOnWriteArrayList<>();

  /** Statuses to answer with before it does what it is asked. */
  final List<Integer> badMoments = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final List<Aead> versions = new ArrayList<>();

  TransitDouble() throws IOException, GeneralSecurityException {
    rotate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/transit/", this::answer);
    server.start();
  }

  /** Adds a version to the key, as an operator of the service does. */
  void rotate() throws GeneralSecurityException {
    versions.add(KeyEncryptionKey.newKeyset().getPrimitive(KeyEncryptionKey.TINK, Aead.class));
  }

  String uri() {
    return "hcvault-http://127.0.0.1:" + server.getAddress().getPort() + "/transit/keys/clinic";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      answered(exchange);
    }
  }

  private void answered(HttpExchange exchange) throws IOException {
    try {
      String path = exchange.getRequestURI().getPath();
      requests.add(path);
      JsonObject body = Json.createReader(exchange.getRequestBody()).readObject();
      if (!badMoments.isEmpty()) {
        send(exchange, badMoments.remove(0), "{\"errors\":[\"a bad moment\"]}");
      } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
        send(exchange, 403, "{\"errors\":[\"permission denied\"]}");
      } else if (path.equals("/v1/transit/encrypt/clinic")) {
        send(exchange, 200, data("ciphertext", encrypt(body)));
      } else if (path.equals("/v1/transit/decrypt/clinic")) {
        send(exchange, 200, data("plaintext", decrypt(body)));
      } else {
        send(exchange, 404, "{\"errors\":[]}");
      }
    } catch (GeneralSecurityException e) {
      send(exchange, 400, "{\"errors\":[\"cipher: message authentication failed\"]}");
    }
  }

  private String encrypt(JsonObject body) throws GeneralSecurityException {
    byte[] sealed =
        versions.get(versions.size() - 1).encrypt(bytes(body, "plaintext"), associated(body));
    return "vault:v" + versions.size() + ":" + Base64.getEncoder().encodeToString(sealed);
  }

  private String decrypt(JsonObject body) throws GeneralSecurityException {
    String[] words = body.getString("ciphertext").split(":", -1);
    if (words.length != 3 || !words[0].equals("vault")) {
      throw new GeneralSecurityException("not of this engine");
    }
    Aead key = versions.get(Integer.parseInt(words[1].substring(1)) - 1);
    byte[] plain = key.decrypt(Base64.getDecoder().decode(words[2]), associated(body));
    return Base64.getEncoder().encodeToString(plain);
  }

  private static byte[] associated(JsonObject body) {
    return bytes(body, "associated_data");
  }

  private static byte[] bytes(JsonObject body, String field) {
    return Base64.getDecoder().decode(body.getString(field));
  }

  private static String data(String field, String value) {
    return Json.createObjectBuilder()
        .add("request_id", "1")
        .add("data", Json.createObjectBuilder().add(field, value))
        .build()
        .toString();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
