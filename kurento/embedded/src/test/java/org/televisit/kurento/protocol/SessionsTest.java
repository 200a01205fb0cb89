package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionsTest {

  private final List<TestServer> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(TestServer::close);
  }

  private TestServer start(Duration keepAlive) throws IOException {
    TestServer server = TestServer.start(TestServer.settings(keepAlive, 10, 100));
    started.add(server);
    return server;
  }

  @Test
  void a_dropped_socket_is_resumed_with_its_objects_and_subscriptions() throws IOException {
    TestServer server = start(Duration.ofMinutes(4));
    RawClient before = server.connect();
    String pipeline = before.create("MediaPipeline", "{}");
    String from = passThrough(before, pipeline);
    String to = passThrough(before, pipeline);
    before.subscribe(from, "ElementConnected");
    String session = before.session();
    before.drop();

    try (RawClient after = server.connect()) {
      JsonNode connected = after.call("connect", "{'sessionId':'" + session + "'}");
      assertThat(connected.at("/result/sessionId").asText()).isEqualTo(session);
      after.invoke(from, "connect", "{'sink':'" + to + "'}");
      assertThat(after.awaitEvent("ElementConnected").at("/data/sink").asText()).isEqualTo(to);
    }
  }

  private static String passThrough(RawClient client, String pipeline) {
    return client.create("PassThrough", "{'mediaPipeline':'" + pipeline + "'}");
  }

  @Test
  void a_session_left_alone_ends_and_what_nobody_else_holds_is_released() throws IOException {
    TestServer server = start(Duration.ofMillis(150));
    try (RawClient staying = server.connect()) {
      staying.subscribe(ServerManager.ID, "ObjectDestroyed");
      RawClient leaving = server.connect();
      String lost = leaving.create("MediaPipeline", "{}");
      String shared = leaving.create("MediaPipeline", "{}");
      staying.call("describe", "{'object':'" + shared + "'}");
      String session = leaving.session();
      leaving.drop();

      assertThat(staying.awaitEvent("ObjectDestroyed").at("/data/objectId").asText())
          .isEqualTo(lost);
      assertThat(staying.errorCode("describe", "{'object':'" + lost + "'}")).isEqualTo(40101);
      assertThat(staying.errorCode("connect", "{'sessionId':'" + session + "'}")).isEqualTo(40007);
      assertThat(staying.call("describe", "{'object':'" + shared + "'}").has("result")).isTrue();
    }
  }

  @Test
  void an_open_socket_keeps_its_session_alive_without_saying_anything() throws IOException {
    TestServer server = start(Duration.ofMillis(50));
    try (RawClient quiet = server.connect();
        RawClient watching = server.connect()) {
      String kept = quiet.create("MediaPipeline", "{}");
      watching.subscribe(ServerManager.ID, "ObjectDestroyed");
      // Three sessions come and go, each for at least one period.
      for (int round = 0; round < 3; round++) {
        RawClient passing = server.connect();
        passing.create("MediaPipeline", "{}");
        passing.drop();
        watching.awaitEvent("ObjectDestroyed");
      }
      assertThat(quiet.call("describe", "{'object':'" + kept + "'}").has("result")).isTrue();
    }
  }

  @Test
  void two_clients_share_a_pipeline_and_the_last_one_to_leave_takes_it_along() throws IOException {
    TestServer server = start(Duration.ofMinutes(4));
    try (RawClient one = server.connect();
        RawClient two = server.connect()) {
      String pipeline = one.create("MediaPipeline", "{}");
      String element = passThrough(two, pipeline);
      one.call("closeSession", "{}");
      assertThat(two.call("describe", "{'object':'" + element + "'}").has("result")).isTrue();
      two.subscribe(ServerManager.ID, "ObjectDestroyed");
      two.call("closeSession", "{}");
      assertThat(two.errorCode("describe", "{'object':'" + pipeline + "'}")).isEqualTo(40101);
    }
  }

  @Test
  void a_session_moves_to_the_socket_that_speaks_for_it() throws IOException {
    TestServer server = start(Duration.ofMinutes(4));
    try (RawClient one = server.connect();
        RawClient two = server.connect()) {
      one.subscribe(ServerManager.ID, "ObjectCreated");
      two.call("connect", "{'sessionId':'" + one.session() + "'}");
      two.create("MediaPipeline", "{}");
      two.awaitEvent("ObjectCreated");
      one.create("MediaPipeline", "{}");
      assertThat(one.events()).isEmpty();
    }
  }

  @Test
  void a_repeated_request_is_answered_from_memory() throws IOException {
    TestServer server = start(Duration.ofMinutes(4));
    try (RawClient client = server.connect()) {
      client.create("MediaPipeline", "{}");
      String create =
          "{\"id\":7000000,\"jsonrpc\":\"2.0\",\"method\":\"create\","
              + "\"params\":{\"type\":\"MediaPipeline\"}}";
      assertThat(client.ask(create)).isEqualTo(client.ask(create));
      assertThat(client.invoke(ServerManager.ID, "getPipelines", "{}").at("/result/value"))
          .hasSize(2);
    }
  }

  @Test
  void releasing_a_pipeline_releases_its_elements_first_and_answers_before_the_events()
      throws IOException {
    TestServer server = start(Duration.ofMinutes(4));
    try (RawClient client = server.connect()) {
      String pipeline = client.create("MediaPipeline", "{}");
      String element = passThrough(client, pipeline);
      client.subscribe(ServerManager.ID, "ObjectDestroyed");
      assertThat(client.call("release", "{'object':'" + pipeline + "'}").has("result")).isTrue();
      assertThat(client.events()).isEmpty();
      assertThat(client.awaitEvent("ObjectDestroyed").at("/data/objectId").asText())
          .isEqualTo(element);
      assertThat(client.awaitEvent("ObjectDestroyed").at("/data/objectId").asText())
          .isEqualTo(pipeline);
      assertThat(client.errorCode("describe", "{'object':'" + element + "'}")).isEqualTo(40101);
      assertThat(client.call("release", "{'object':'" + pipeline + "'}").has("result")).isTrue();
    }
  }

  @Test
  void a_request_that_takes_time_holds_nothing_up() throws IOException {
    TestServer server = start(Duration.ofMinutes(4));
    try (RawClient client = server.connect()) {
      client.send(
          """
          {"id":"slow","jsonrpc":"2.0","method":"invoke","params":{"object":"manager_ServerManager",
           "operation":"getUsedCpu","operationParams":{"interval":500}}}
          """);
      assertThat(client.ask("{\"id\":\"fast\",\"jsonrpc\":\"2.0\",\"method\":\"ping\"}"))
          .contains("fast");
      assertThat(client.awaitAnswer()).contains("slow");
    }
  }
}
