package org.televisit.kurento.webm;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when the server that takes a recording does not behave. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class HttpTargetTest {

  final ExecutorService threads = Executors.newCachedThreadPool();
  final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

  HttpTargetTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  interface Behaviour {
    void serve(Socket connection, BufferedReader in) throws IOException;
  }

  CompletableFuture<Void> server(Behaviour behaviour) {
    return CompletableFuture.runAsync(
        () -> {
          try (Socket connection = server.accept()) {
            BufferedReader in =
                new BufferedReader(
                    new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
              line = in.readLine();
            }
            behaviour.serve(connection, in);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        },
        threads);
  }

  static void say(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    connection.getOutputStream().flush();
  }

  HttpTarget target() {
    return new HttpTarget(
        threads,
        URI.create("http://127.0.0.1:" + server.getLocalPort() + "/ingest"),
        "video/webm",
        new WaitingBytes(64 << 20));
  }

  static TargetException failure(HttpTarget target) {
    Throwable thrown = catchThrowable(() -> target.outcome().get(20, SECONDS));
    assertThat(thrown).hasCauseInstanceOf(TargetException.class);
    return (TargetException) Objects.requireNonNull(thrown.getCause());
  }

  @Test
  void Each_piece_is_sent_as_a_chunk_of_its_own_at_once() throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> rest = new CompletableFuture<>();
    var unused =
        server(
            (connection, in) -> {
              say(connection, "HTTP/1.1 100 Continue\r\n\r\n");
              first.complete(in.readLine() + " " + in.readLine());
              rest.complete(in.readLine() + " " + in.readLine() + " " + in.readLine());
              in.readLine();
              say(connection, "HTTP/1.1 204 No Content\r\n\r\n");
            });
    HttpTarget target = target();
    assertThat(target.write("abc".getBytes(StandardCharsets.US_ASCII))).isTrue();
    assertThat(first.get(10, SECONDS)).isEqualTo("3 abc");
    assertThat(target.write("de".getBytes(StandardCharsets.US_ASCII))).isTrue();
    target.finish(List.of()).get(10, SECONDS);
    assertThat(rest.get(10, SECONDS)).isEqualTo("2 de 0");
  }

  @Test
  void A_server_that_is_not_there_is_a_refusal() throws Exception {
    server.close();
    assertThat(failure(target()).isRefused()).isTrue();
  }

  @Test
  void An_early_no_is_a_refusal_and_is_not_tried_again() {
    var unused =
        server((connection, in) -> say(connection, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"));
    TargetException failure = failure(target());
    assertThat(failure.isRefused()).isTrue();
    assertThat(failure).hasMessageContaining("403");
  }

  @Test
  void A_no_while_the_body_is_sent_is_heard_at_once() {
    CompletableFuture<Void> over = new CompletableFuture<>();
    var unused =
        server(
            (connection, in) -> {
              say(connection, "HTTP/1.1 100 Continue\r\n\r\n");
              in.readLine();
              say(connection, "HTTP/1.1 507 Insufficient Storage\r\nContent-Length: 0\r\n\r\n");
              over.join();
            });
    HttpTarget target = target();
    target.write(new byte[] {'x'});
    assertThat(failure(target)).hasMessageContaining("507");
    over.complete(null);
  }

  @Test
  void A_server_that_never_says_100_gets_the_body_after_a_while() throws Exception {
    var unused =
        server(
            (connection, in) -> {
              for (String line = in.readLine(); !line.equals("0"); ) {
                line = in.readLine();
              }
              say(connection, "HTTP/1.1 200 OK\r\n\r\n");
            });
    HttpTarget target = target();
    target.write(new byte[] {'x'});
    target.finish(List.of()).get(10, SECONDS);
  }

  @Test
  void An_error_after_the_end_is_an_error() {
    var unused =
        server(
            (connection, in) -> {
              say(connection, "HTTP/1.1 100 Continue\r\n\r\n");
              for (String line = in.readLine(); !line.equals("0"); ) {
                line = in.readLine();
              }
              say(connection, "HTTP/1.1 500 Sorry\r\nContent-Length: 0\r\n\r\n");
            });
    HttpTarget target = target();
    target.write(new byte[] {'x'});
    var finishing = target.finish(List.of());
    assertThat(failure(target)).hasMessageContaining("500");
    assertThat(finishing).isCompletedExceptionally();
  }

  @Test
  void A_connection_that_is_cut_is_a_loss() {
    var unused =
        server(
            (connection, in) -> {
              say(connection, "HTTP/1.1 100 Continue\r\n\r\n");
              in.readLine();
            });
    HttpTarget target = target();
    target.write(new byte[] {'x'});
    while (!target.outcome().isDone()) {
      target.write(new byte[1000]);
    }
    assertThat(failure(target).isRefused()).isFalse();
  }

  @Test
  void A_server_that_does_not_read_is_too_slow_and_blocks_nobody() throws Exception {
    CompletableFuture<Void> over = new CompletableFuture<>();
    var unused =
        server(
            (connection, in) -> {
              say(connection, "HTTP/1.1 100 Continue\r\n\r\n");
              over.join();
            });
    HttpTarget target = target();
    long longest = 0;
    boolean taken = true;
    for (int i = 0; taken && i < 1_000_000; i++) {
      long before = System.nanoTime();
      taken = target.write(new byte[10_000]);
      longest = Math.max(longest, System.nanoTime() - before);
    }
    assertThat(taken).isFalse();
    target.abort();
    assertThat(failure(target)).isNotNull();
    over.complete(null);
  }
}
