package org.televisit.kurento.webm;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends a recording as the body of one POST while it is made: chunked, {@code Expect:
 * 100-continue}. It succeeds when the server has answered 2xx after the end.
 */
public final class HttpTarget implements RecordingTarget {

  /** About a minute of video at 1 Mbit/s: what a server may be behind. */
  private static final long MOST_WAITING = 8 << 20;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final ChunkPublisher body;
  private final CompletableFuture<HttpResponse<Void>> exchange;
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();
  private volatile boolean finishing;

  /**
   * Begins the request.
   *
   * @param mediaType of the recording
   */
  public HttpTarget(HttpClient client, Executor executor, URI target, String mediaType) {
    this.body = new ChunkPublisher(MOST_WAITING, LONGEST_WAIT, executor);
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .expectContinue(true)
            .header("Content-Type", mediaType)
            .POST(HttpRequest.BodyPublishers.fromPublisher(body))
            .build();
    this.exchange = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    var unused = exchange.whenComplete(this::ended);
  }

  private void ended(@Nullable HttpResponse<Void> response, @Nullable Throwable failure) {
    body.cancel();
    if (failure != null || response == null) {
      outcome.completeExceptionally(explain(failure));
    } else if (response.statusCode() / 100 != 2) {
      outcome.completeExceptionally(
          TargetException.refused("The server answered " + response.statusCode()));
    } else if (!finishing) {
      outcome.completeExceptionally(
          TargetException.lost("The server answered before the recording was at its end"));
    } else {
      outcome.complete(null);
    }
  }

  private static TargetException explain(@Nullable Throwable failure) {
    @Nullable Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      return TargetException.refused("The server cannot be reached", cause);
    }
    return cause == null
        ? TargetException.lost("The connection was cut")
        : TargetException.lost("The connection was cut: " + cause.getMessage(), cause);
  }

  @Override
  public boolean seekable() {
    return false;
  }

  @Override
  public boolean write(byte[] bytes) {
    return body.offer(bytes);
  }

  @Override
  public CompletableFuture<Void> finish(List<Patch> patches) {
    finishing = true;
    body.end();
    return outcome;
  }

  @Override
  public void abort() {
    exchange.cancel(true);
    body.cancel();
  }

  @Override
  public CompletableFuture<Void> outcome() {
    return outcome;
  }
}
