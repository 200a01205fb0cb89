package org.televisit.kurento.webm;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends a recording as the body of one POST while it is made: HTTP/1.1, chunked, {@code Expect:
 * 100-continue}. It succeeds when the server has answered 2xx after the end. A final answer is
 * heard whenever it comes, also while the body is sent: that is why this is no client of a
 * library's.
 */
public final class HttpTarget implements RecordingTarget {

  private static final int CONNECT_MILLIS = 5_000;

  /** Else the system takes megabytes, and a target that takes nothing is noticed late. */
  private static final int SYSTEM_BUFFER = 1 << 17;

  /** A server need not say 100 (RFC 9110, 10.1.1). */
  private static final int CONTINUE_MILLIS = 3_000;

  /** An answer may still be on its way where the connection is cut. */
  private static final int LAST_WORD_MILLIS = 500;

  private static final int LONGEST_LINE = 8_192;
  private static final int CONTINUE = 100;
  private static final int FINAL = 200;

  private final URI target;
  private final String mediaType;
  private final Supplier<SSLSocketFactory> tls;
  private final ChunkQueue body;
  private final CompletableFuture<Void> goOn = new CompletableFuture<>();
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();
  private volatile boolean finishing;
  private volatile Socket socket = new Socket();

  /**
   * Begins the request.
   *
   * @param executor two threads of it are busy until the request is over
   * @param mediaType of the recording
   * @param all what waits to be sent, here and elsewhere
   */
  public HttpTarget(Executor executor, URI target, String mediaType, WaitingBytes all) {
    this(executor, target, mediaType, all, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * Begins the request.
   *
   * @param tls what https is spoken with; made when it is needed, as it reads all certificates
   */
  HttpTarget(
      Executor executor,
      URI target,
      String mediaType,
      WaitingBytes all,
      Supplier<SSLSocketFactory> tls) {
    this.body = new ChunkQueue(all, System::nanoTime);
    this.target = target;
    this.mediaType = mediaType;
    this.tls = tls;
    var unused = status.thenAccept(this::answered);
    executor.execute(() -> send(executor));
  }

  private void answered(int code) {
    if (code / 100 != 2) {
      fail(TargetException.refused("The server answered " + code));
    } else if (!finishing) {
      fail(TargetException.lost("The server answered before the recording was at its end"));
    } else {
      outcome.complete(null);
    }
    close();
  }

  private void fail(TargetException reason) {
    outcome.completeExceptionally(reason);
    close();
  }

  private void send(Executor executor) {
    try {
      connect();
    } catch (IOException | IllegalArgumentException unreachable) {
      fail(TargetException.refused("The server cannot be reached", unreachable));
      return;
    }
    executor.execute(this::receive);
    try {
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      out.write(head().getBytes(StandardCharsets.US_ASCII));
      out.flush();
      awaitContinue();
      for (byte[] chunk = body.take(); chunk.length > 0; chunk = body.take()) {
        out.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(chunk);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException cut) {
      lost(cut);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      lost(new IOException("interrupted"));
    }
  }

  /** The server's last word goes before our guess. */
  private void lost(IOException cut) {
    try {
      status.get(LAST_WORD_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException silent) {
      fail(TargetException.lost("The connection was cut: " + cut.getMessage(), cut));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      fail(TargetException.lost("The connection was cut", cut));
    }
  }

  private void connect() throws IOException {
    boolean secure = "https".equalsIgnoreCase(target.getScheme());
    int port = target.getPort() >= 0 ? target.getPort() : secure ? 443 : 80;
    Socket plain = socket;
    plain.setTcpNoDelay(true);
    plain.setSendBufferSize(SYSTEM_BUFFER);
    plain.connect(new InetSocketAddress(target.getHost(), port), CONNECT_MILLIS);
    if (secure) {
      SSLSocket secured = (SSLSocket) tls.get().createSocket(plain, target.getHost(), port, true);
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      socket = secured;
    }
  }

  private String head() {
    String path =
        target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    String host = target.getHost() + (target.getPort() < 0 ? "" : ":" + target.getPort());
    return String.join(
        "\r\n",
        "POST " + path + query + " HTTP/1.1",
        "Host: " + host,
        "Content-Type: " + mediaType,
        "Transfer-Encoding: chunked",
        "Expect: 100-continue",
        "Connection: close",
        "",
        "");
  }

  private void awaitContinue() throws InterruptedException, IOException {
    try {
      goOn.get(CONTINUE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      // It may be one that never says it.
    } catch (ExecutionException refused) {
      throw new IOException("no answer", refused);
    }
  }

  private void receive() {
    try {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      int code = response(in);
      while (code >= CONTINUE && code < FINAL) {
        if (code == CONTINUE) {
          goOn.complete(null);
        }
        code = response(in);
      }
      status.complete(code);
    } catch (IOException cut) {
      goOn.completeExceptionally(cut);
      status.completeExceptionally(cut);
      fail(TargetException.lost("The connection was cut: " + cut.getMessage(), cut));
    }
  }

  /** Reads the head of a response. */
  private static int response(InputStream in) throws IOException {
    String[] words = line(in).split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5]\\d\\d")) {
      throw new IOException("the server does not answer in HTTP/1.1");
    }
    for (String header = line(in); !header.isEmpty(); ) {
      header = line(in);
    }
    return Integer.parseInt(words[1]);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() > LONGEST_LINE) {
        throw new IOException("the server hung up");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private void close() {
    body.cancel();
    try {
      socket.close();
    } catch (IOException closing) {
      // Closed is closed.
    }
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
    fail(TargetException.lost("The recording was given up"));
  }

  @Override
  public CompletableFuture<Void> outcome() {
    return outcome;
  }
}
