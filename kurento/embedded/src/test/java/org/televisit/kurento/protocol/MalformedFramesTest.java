package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MalformedFramesTest {

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void assertAlive() {
    try (RawClient client = server.connect()) {
      assertThat(client.call("ping", "{}").at("/result/value").asText()).isEqualTo("pong");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "{",
        "{\"id\":1,}",
        "\u0000",
        "{\"a\":tru}",
        "[1,2",
        "{\"id\":1e44444444444}"
      })
  void a_frame_that_is_no_JSON_ends_the_connection_without_a_word(String frame) {
    try (RawClient client = server.connect()) {
      client.send(frame);
      assertThat(client.awaitClose()).isEqualTo(1006);
    }
    assertAlive();
  }

  @Test
  void deep_nesting_is_refused_like_no_JSON() {
    try (RawClient client = server.connect()) {
      client.send("[".repeat(500_000) + "]".repeat(500_000));
      assertThat(client.awaitClose()).isEqualTo(1006);
    }
    assertAlive();
  }

  @Test
  void so_are_very_many_values() {
    try (RawClient client = server.connect()) {
      client.send(
          "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"params\":{\"a\":["
              + "{},".repeat(600_000)
              + "{}]}}");
      assertThat(client.awaitClose()).isEqualTo(1006);
    }
    assertAlive();
  }

  @Test
  void a_frame_of_one_megabyte_is_read_and_one_of_three_is_not() {
    try (RawClient client = server.connect()) {
      String text = "a".repeat(1 << 20);
      assertThat(client.call("ping", "{'x':'" + text + "'}").at("/result/value").asText())
          .isEqualTo("pong");
      client.send("a".repeat(3 << 20));
      assertThat(client.awaitClose()).isIn(1006, 1009);
    }
    assertAlive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'object':[],'operation':'getName'}",
        "{'object':{},'operation':{}}",
        "{'object':null,'operation':null}",
        "{'object':'manager_ServerManager','operation':'getKmd','operationParams':[1]}",
        "{'object':'manager_ServerManager','operation':'getKmd','operationParams':'x'}",
        "{'object':'manager_ServerManager','operation':'getUsedCpu','operationParams':{'interval':1e99}}",
        "{'object':'manager_ServerManager','operation':'getUsedCpu','operationParams':{'interval':1e999999999}}",
        "{'object':'manager_ServerManager','operation':'getUsedCpu','operationParams':{'interval':-1}}",
        "{'object':'manager_ServerManager','operation':'','operationParams':{}}",
        "{'object':'manager_ServerManager','operation':'getName','sessionId':{}}",
        "{'operations':5}",
        "[]",
        "7"
      })
  void wrong_kinds_are_answered_and_the_socket_goes_on(String params) {
    try (RawClient client = server.connect()) {
      for (String method :
          new String[] {
            "invoke",
            "create",
            "subscribe",
            "unsubscribe",
            "release",
            "describe",
            "transaction",
            "closeSession",
            "ref",
            "unref",
            "keepAlive",
            "connect",
            "ping"
          }) {
        assertThat(client.call(method, params).path("jsonrpc").asText())
            .as(method)
            .isEqualTo("2.0");
      }
      assertThat(client.call("ping", "{}").at("/result/value").asText()).isEqualTo("pong");
    }
  }

  @Test
  void a_mutated_request_is_answered_or_ends_its_connection() {
    String request =
        "{\"id\":5,\"jsonrpc\":\"2.0\",\"method\":\"invoke\",\"params\":{\"object\":"
            + "\"manager_ServerManager\",\"operation\":\"getInfo\",\"operationParams\":{}}}";
    Random random = new Random(7);
    int answered = 0;
    int ended = 0;
    for (int round = 0; round < 60; round++) {
      StringBuilder mutated = new StringBuilder(request);
      for (int change = 0; change <= round % 4; change++) {
        mutated.setCharAt(random.nextInt(mutated.length()), (char) (32 + random.nextInt(95)));
      }
      try (RawClient client = server.connect()) {
        client.send(mutated.toString());
        if (JsonCodec.parse(mutated.toString()).isEmpty()) {
          assertThat(client.awaitClose()).as(mutated.toString()).isEqualTo(1006);
          ended++;
        } else {
          JsonNode answer = JsonCodec.parse(client.awaitAnswer()).orElseThrow();
          assertThat(answer.path("jsonrpc").asText()).as(mutated.toString()).isEqualTo("2.0");
          assertThat(answer.has("result") ^ answer.path("error").path("code").isInt())
              .as("%s -> %s", mutated, answer)
              .isTrue();
          answered++;
        }
      }
    }
    assertThat(answered).isGreaterThan(10);
    assertThat(ended).isGreaterThan(5);
    assertAlive();
  }

  @Test
  void a_transaction_refers_only_to_what_it_has_done() {
    try (RawClient client = server.connect()) {
      String forward =
          "{'operations':[{'id':0,'jsonrpc':'2.0','method':'describe',"
              + "'params':{'object':'newref:%s'}}]}";
      for (String reference : new String[] {"1", "0", "-1", "x", "99999999999999999999"}) {
        assertThat(client.errorCode("transaction", forward.formatted(reference)))
            .as(reference)
            .isEqualTo(40008);
      }
      assertThat(
              client.errorCode(
                  "transaction", "{'operations':[{'id':1,'jsonrpc':'2.0','method':'ping'}]}"))
          .isEqualTo(40008);
      assertThat(client.errorCode("transaction", "{'operations':{}}")).isEqualTo(-32000);
    }
  }
}
