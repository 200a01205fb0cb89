package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for the end of a recording holds nobody else up. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class StopAndWaitTest {

  private static final int RECORDERS = 40;

  /** After which the Java client gives a request up. */
  private static final long CLIENT_PATIENCE_MILLIS = 10_000;

  @TempDir Path directory;
  private TestServer server;
  private Publisher publisher;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start();
    publisher = new Publisher(server.uri()).send();
    publisher.awaitVideo(publisher.endpoint, "FLOWING");
  }

  @AfterEach
  void stop() {
    publisher.close();
    server.close();
  }

  private static String stopAndWait(int id, String recorder) {
    return JsonCodec.write(
        JsonCodec.object()
            .put("jsonrpc", "2.0")
            .put("id", id)
            .put("method", "invoke")
            .set(
                "params",
                JsonCodec.object().put("object", recorder).put("operation", "stopAndWait")));
  }

  /** Its connections are taken by the system, and nobody ever reads from them. */
  @Test
  void forty_recorders_on_a_dead_ingest_are_stopped_at_once_and_each_in_time() throws IOException {
    try (ServerSocket dead = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
      URI target = URI.create("http://127.0.0.1:" + dead.getLocalPort() + "/dead");
      List<String> recorders = new ArrayList<>();
      for (int i = 0; i < RECORDERS; i++) {
        recorders.add(publisher.recorder(target));
        publisher.connect(publisher.endpoint, recorders.get(i));
      }
      for (String recorder : recorders) {
        publisher.await(recorder, "Recording");
      }
      long begin = System.nanoTime();
      for (int i = 0; i < RECORDERS; i++) {
        publisher.client.send(stopAndWait(2_000_000 + i, recorders.get(i)));
      }
      JsonNode pong = publisher.client.call("ping", "{}");
      assertThat(pong.at("/result/value").asText()).as("answered before them").isEqualTo("pong");
      for (int i = 0; i < RECORDERS; i++) {
        JsonNode answer = JsonCodec.parse(publisher.client.awaitAnswer()).orElseThrow();
        assertThat(answer.path("id").asInt()).isBetween(2_000_000, 2_000_000 + RECORDERS);
        assertThat(answer.has("result")).as(answer.toString()).isTrue();
      }
      assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(CLIENT_PATIENCE_MILLIS);
    }
  }

  @Test
  void a_recorder_of_a_film_stops_with_it_if_that_is_wanted() throws InterruptedException {
    String film = directory.resolve("film.webm").toUri().toString();
    String recorder = publisher.recorder(URI.create(film));
    publisher.connect(publisher.endpoint, recorder);
    publisher.await(recorder, "Recording");
    publisher.browser.awaitPictures(100);
    publisher.client.invoke(recorder, "stopAndWait", "{}");

    String player =
        publisher.client.create(
            "PlayerEndpoint",
            "{'mediaPipeline':'%s','uri':'%s'}".formatted(publisher.pipeline, film));
    String between =
        publisher.client.create("PassThrough", "{'mediaPipeline':'" + publisher.pipeline + "'}");
    String copy =
        publisher.client.create(
            "RecorderEndpoint",
            "{'mediaPipeline':'%s','uri':'%s','stopOnEndOfStream':true}"
                .formatted(publisher.pipeline, directory.resolve("copy.webm").toUri()));
    String other = publisher.recorder(directory.resolve("other.webm").toUri());
    publisher.client.subscribe(copy, "Stopped");
    publisher.client.subscribe(player, "EndOfStream");
    publisher.connect(player, between);
    publisher.connect(between, copy);
    publisher.connect(player, other);
    publisher.client.invoke(copy, "record", "{}");
    publisher.client.invoke(player, "play", "{}");

    publisher.await(player, "EndOfStream");
    publisher.await(copy, "Stopped");
    assertThat(state(copy)).isEqualTo("STOP");
    assertThat(state(other)).isEqualTo("START");
  }

  private String state(String recorder) {
    return publisher.client.invoke(recorder, "getState", "{}").at("/result/value").asText();
  }
}
