package org.televisit.kurento.media;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that takes one recording, and notes how it came. */
final class IngestServer implements AutoCloseable {

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path file;
  private final int status;
  final CompletableFuture<Headers> headers = new CompletableFuture<>();
  final List<Long> arrivals = new CopyOnWriteArrayList<>();
  final CompletableFuture<Void> ended = new CompletableFuture<>();

  IngestServer(Path file, int status) throws IOException {
    this.file = file;
    this.status = status;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::take);
    http.start();
  }

  URI target() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/ingest/token");
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream in = exchange.getRequestBody();
        var out = Files.newOutputStream(file)) {
      headers.complete(exchange.getRequestHeaders());
      byte[] buffer = new byte[65536];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        arrivals.add(System.nanoTime());
        out.write(buffer, 0, n);
      }
      out.flush();
      exchange.sendResponseHeaders(status, -1);
      ended.complete(null);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
