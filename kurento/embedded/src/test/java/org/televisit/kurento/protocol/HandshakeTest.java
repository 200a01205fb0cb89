package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HandshakeTest {

  private static final String UPGRADE =
      """
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      """;

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start(TestServer.settings(Duration.ofMinutes(4), 2, 100));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Sends bytes and reads until the header's end, or until the server closes. */
  private String exchange(String request, boolean untilClosed) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      StringBuilder answer = new StringBuilder();
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        answer.append((char) next);
        if (!untilClosed && answer.toString().endsWith("\r\n\r\n")) {
          break;
        }
      }
      return answer.toString();
    }
  }

  private String get(String path, String headers) throws IOException {
    return exchange("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n", false);
  }

  @Test
  void a_client_is_let_in_with_the_accept_key_of_RFC_6455() throws IOException {
    assertThat(get("/kurento", "Host: localhost\r\n" + UPGRADE).toLowerCase(java.util.Locale.ROOT))
        .startsWith("http/1.1 101")
        .contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=");
  }

  @Test
  void another_path_is_let_in_and_closed_with_1002() throws IOException {
    String answer = exchange("GET / HTTP/1.1\r\nHost: localhost\r\n" + UPGRADE + "\r\n", true);
    assertThat(answer).startsWith("HTTP/1.1 101").endsWith("\u0088\u000e\u0003\u00eaInvalid path");
  }

  @Test
  void a_plain_GET_is_told_to_upgrade() throws IOException {
    assertThat(get("/kurento", "Host: localhost\r\n")).startsWith("HTTP/1.1 426");
  }

  @Test
  void health_is_answered_in_plain_HTTP() throws IOException {
    assertThat(exchange("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", true))
        .startsWith("HTTP/1.1 200")
        .endsWith("{\"status\":\"UP\"}");
  }

  @Test
  void health_is_down_when_the_media_are_handled_no_more() throws IOException {
    server.endMedia();
    assertThat(exchange("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", true))
        .startsWith("HTTP/1.1 503")
        .endsWith("{\"status\":\"DOWN\"}");
  }

  @Test
  void metrics_are_answered_as_Prometheus_reads_them() throws IOException {
    try (RawClient client = server.connect()) {
      String pipeline = client.create("MediaPipeline", "{}");
      client.create("WebRtcEndpoint", "{'mediaPipeline':'" + pipeline + "'}");
      String answer = exchange("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n", true);
      assertThat(answer).startsWith("HTTP/1.1 200").contains("version=0.0.4");
      String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
      assertThat(body.lines())
          .contains(
              "# TYPE televisit_media_endpoints gauge",
              "televisit_media_endpoints 1",
              "televisit_kurento_sockets 1",
              "televisit_kurento_objects 3")
          .allMatch(line -> line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+ [0-9.]+"));
    }
  }

  @Test
  void garbage_is_a_bad_request() throws IOException {
    assertThat(exchange("hello\r\n\r\n", false)).startsWith("HTTP/1.1 400");
  }

  @Test
  void a_web_page_of_another_origin_is_refused() throws IOException {
    String own = "127.0.0.1:" + server.port();
    assertThat(origin(own, "http://" + own)).startsWith("HTTP/1.1 101");
    assertThat(origin("media.example", "http://media.example")).startsWith("HTTP/1.1 101");
    assertThat(origin(own, "http://evil.example")).startsWith("HTTP/1.1 403");
    assertThat(origin("evil.example", "http://evil.example")).startsWith("HTTP/1.1 403");
    assertThat(origin(own, "null")).startsWith("HTTP/1.1 403");
    assertThat(origin(own, "http://[x")).startsWith("HTTP/1.1 403");
  }

  private String origin(String host, String origin) throws IOException {
    return get("/kurento", "Host: " + host + "\r\nOrigin: " + origin + "\r\n" + UPGRADE);
  }

  @Test
  void no_more_sockets_than_allowed_are_opened() throws IOException {
    try (RawClient one = server.connect();
        RawClient two = server.connect()) {
      assertThat(get("/kurento", "Host: localhost\r\n" + UPGRADE)).startsWith("HTTP/1.1 503");
      assertThat(one.session()).isEqualTo(two.session());
    }
  }
}
