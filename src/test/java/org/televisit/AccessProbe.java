package org.televisit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the running clinic for something, exactly as it is written, and puts the answer into one
 * word: a status, {@code sign-in} for a redirect to the identity provider, {@code →path} for one of
 * our own, {@code held} for a request that is neither answered nor refused.
 */
final class AccessProbe {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration HELD = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * Asks.
   *
   * @param request {@code METHOD [ingest:]/path}; {@code FETCH} is a GET by a script, {@code
   *     SOCKET} opens a WebSocket from a page of ours, {@code FOREIGN} from another
   * @param cookies of who asks; empty for nobody
   */
  String ask(String request, String cookies) throws IOException, InterruptedException {
    String[] words = request.split(" ", 2);
    boolean ingest = words[1].startsWith("ingest:");
    String path = words[1].substring(words[1].indexOf('/'));
    return switch (words[0]) {
      case "SOCKET" -> socket(path, cookies, Stack.url(""));
      case "FOREIGN" -> socket(path, cookies, "https://elsewhere.example");
      default -> send(words[0], address(ingest, path), cookies);
    };
  }

  /** Nothing in the path is resolved or encoded: tricks must arrive as they are. */
  private static URI address(boolean ingest, String path) {
    URI listener = Stack.ingest();
    String base =
        ingest ? "http://" + listener.getHost() + ":" + listener.getPort() : Stack.url("");
    return URI.create(base + path);
  }

  private String send(String method, URI address, String cookies)
      throws IOException, InterruptedException {
    boolean script = method.equals("FETCH");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .method(script ? "GET" : method, BodyPublishers.noBody())
            .header("Accept", script ? "*/*" : "text/html")
            .timeout(address.getPort() == Stack.ingest().getPort() ? HELD : PATIENCE);
    if (script) {
      request.header("X-Requested-With", "XMLHttpRequest");
    }
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookies);
    }
    try {
      return word(client.send(request.build(), BodyHandlers.discarding()));
    } catch (HttpTimeoutException e) {
      return "held";
    }
  }

  private static String word(HttpResponse<Void> answer) {
    Optional<String> target = answer.headers().firstValue("Location");
    if (target.isEmpty()) {
      return Integer.toString(answer.statusCode());
    }
    return target.get().startsWith(Stack.keycloak().toString())
        ? "sign-in"
        : "→" + URI.create(target.get()).getPath();
  }

  private String socket(String path, String cookies, String origin)
      throws IOException, InterruptedException {
    FirstWord first = new FirstWord();
    WebSocket.Builder builder = client.newWebSocketBuilder().header("Origin", origin);
    if (!cookies.isEmpty()) {
      builder.header("Cookie", cookies);
    }
    URI address = URI.create(Stack.url(path).replaceFirst("^http", "ws"));
    try {
      WebSocket socket = builder.buildAsync(address, first).join();
      try {
        return first.word.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } finally {
        socket.abort();
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return Integer.toString(refused.getResponse().statusCode());
      }
      throw new IOException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
  }

  /** {@code bye} if the server says so or closes; {@code open} if it says anything else first. */
  private static final class FirstWord implements WebSocket.Listener {
    final CompletableFuture<String> word = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      word.complete(text.toString().contains("\"bye\"") ? "bye" : "open");
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      word.complete("bye");
      return null;
    }
  }
}
