package org.televisit.vault;

import com.google.crypto.tink.Aead;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;

/**
 * Has a transit engine encrypt and decrypt. What it sends is the wrapped or unwrapped key of a
 * recording, never media; neither that nor the token is in a message of an exception.
 */
final class TransitAead implements Aead {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 2;
  private static final int SERVER_ERROR = 500;

  private final URI engine;
  private final String key;
  private final Path tokenFile;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param engine address of the engine's mount, ending in a slash
   */
  TransitAead(URI engine, String key, Path tokenFile) {
    this.engine = engine;
    this.key = key;
    this.tokenFile = tokenFile;
  }

  @Override
  public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
    return ask("encrypt", "plaintext", base64(plaintext), associatedData, "ciphertext")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
    String text = new String(ciphertext, StandardCharsets.US_ASCII);
    try {
      return Base64.getDecoder()
          .decode(ask("decrypt", "ciphertext", text, associatedData, "plaintext"));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the key service answered something that is no base64");
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private String ask(String verb, String field, String value, byte[] associatedData, String wanted)
      throws GeneralSecurityException {
    String body =
        Json.createObjectBuilder()
            .add(field, value)
            .add("associated_data", base64(associatedData))
            .build()
            .toString();
    try {
      HttpResponse<String> answer = send(engine.resolve(verb + "/" + key), body);
      if (answer.statusCode() != 200) {
        throw refused(verb, answer.statusCode());
      }
      return data(answer.body(), wanted);
    } catch (IOException e) {
      throw new KeyServiceException("the key service %s does not answer".formatted(engine), e);
    }
  }

  private GeneralSecurityException refused(String verb, int status) {
    String message =
        "the key service %s refused to %s with key %s: status %d"
            .formatted(engine, verb, key, status);
    // 400: this ciphertext is none of this key; all else is about the service or our token
    return status == 400 ? new GeneralSecurityException(message) : new KeyServiceException(message);
  }

  /** Asks again if the service had a bad moment: both verbs may be repeated. */
  private HttpResponse<String> send(URI uri, String body) throws IOException {
    IOException failure = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        HttpResponse<String> answer = http.send(request(uri, body), BodyHandlers.ofString());
        if (answer.statusCode() < SERVER_ERROR || attempt == ATTEMPTS - 1) {
          return answer;
        }
      } catch (IOException e) {
        failure = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    throw failure == null ? new IOException("no answer") : failure;
  }

  private HttpRequest request(URI uri, String body) throws IOException {
    SecretFile.requirePrivate(tokenFile);
    return HttpRequest.newBuilder(uri)
        .timeout(ANSWER)
        .header("X-Vault-Token", Files.readString(tokenFile).trim())
        .header("X-Vault-Request", "true")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String data(String body, String field) throws GeneralSecurityException {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      JsonObject data = reader.readObject().getJsonObject("data");
      if (data != null && data.containsKey(field)) {
        return data.getString(field);
      }
    } catch (JsonException | ClassCastException e) {
      // the cause may quote what it could not parse, so it is not passed on
    }
    throw new KeyServiceException("the key service's answer has no " + field);
  }
}
