package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What one client can make the server keep or compute has an end, and is told where it is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BoundsTest extends PipelineFixture {

  private JsonNode tag(String key, String value) {
    return client.invoke(pipeline, "addTag", "{'key':'%s','value':'%s'}".formatted(key, value));
  }

  @Test
  void an_object_has_at_most_64_tags_and_each_can_be_changed() {
    for (int i = 0; i < 64; i++) {
      assertThat(tag("k" + i, "v").has("result")).isTrue();
    }
    JsonNode refused = tag("one more", "v").path("error");
    assertThat(refused.path("code").asInt()).isEqualTo(40009);
    assertThat(refused.path("message").asText()).contains("64 tags");
    assertThat(tag("k5", "another").has("result")).isTrue();
    assertThat(client.invoke(pipeline, "removeTag", "{'key':'k5'}").has("result")).isTrue();
    assertThat(tag("one more", "v").has("result")).isTrue();
  }

  @Test
  void what_is_kept_is_short() {
    String tooLong = "x".repeat(1025);
    assertThat(tag(tooLong, "v").at("/error/code").asInt()).isEqualTo(40107);
    assertThat(tag("k", tooLong).at("/error/code").asInt()).isEqualTo(40107);
    assertThat(tag("k", "x".repeat(1024)).has("result")).isTrue();
    assertThat(
            client
                .invoke(pipeline, "setName", "{'name':'" + tooLong + "'}")
                .at("/error/message")
                .asText())
        .isEqualTo("'name' should not be longer than 1024 characters");
    String endpoint = client.create("WebRtcEndpoint", "{'mediaPipeline':'" + pipeline + "'}");
    assertThat(
            client
                .invoke(endpoint, "setTurnUrl", "{'turnUrl':'" + tooLong + "'}")
                .at("/error/code")
                .asInt())
        .isEqualTo(40107);
    assertThat(
            client
                .invoke(endpoint, "setRembParams", "{'rembParams':{'x':'" + tooLong + "'}}")
                .at("/error/code")
                .asInt())
        .isEqualTo(40107);
  }

  private JsonNode transaction(int operations, String method, String params) {
    String list =
        IntStream.range(0, operations)
            .mapToObj(
                id ->
                    "{'id':%d,'jsonrpc':'2.0','method':'%s','params':%s}"
                        .formatted(id, method, params))
            .collect(Collectors.joining(","));
    return client.call("transaction", "{'operations':[" + list + "]}");
  }

  @Test
  void a_transaction_has_at_most_200_operations() {
    assertThat(transaction(200, "ping", "{}").at("/result/value").size()).isEqualTo(200);
    JsonNode refused = transaction(201, "ping", "{}").path("error");
    assertThat(refused.path("code").asInt()).isEqualTo(40009);
    assertThat(refused.path("message").asText()).contains("200 operations");
  }

  @Test
  void a_small_transaction_cannot_ask_for_a_huge_answer() {
    JsonNode refused =
        transaction(
                150,
                "invoke",
                "{'object':'manager_ServerManager','operation':'getKmd',"
                    + "'operationParams':{'moduleName':'core'}}")
            .path("error");
    assertThat(refused.path("code").asInt()).isEqualTo(40009);
    assertThat(refused.path("message").asText()).contains("characters");
    assertThat(client.call("ping", "{}").at("/result/value").asText()).isEqualTo("pong");
  }

  @Test
  void a_connection_has_at_most_256_requests_under_way() {
    String wait =
        "{\"id\":%d,\"jsonrpc\":\"2.0\",\"method\":\"invoke\",\"params\":{\"object\":"
            + "\"manager_ServerManager\",\"operation\":\"getUsedCpu\",\"operationParams\":"
            + "{\"interval\":3000}}}";
    for (int id = 0; id < 257; id++) {
      client.send(wait.formatted(1_000_000 + id));
    }
    JsonNode refused = JsonCodec.parse(client.awaitAnswer()).orElseThrow();
    assertThat(refused.path("id").asInt()).isEqualTo(1_000_256);
    assertThat(refused.at("/error/code").asInt()).isEqualTo(40009);
    for (int id = 0; id < 256; id++) {
      assertThat(JsonCodec.parse(client.awaitAnswer()).orElseThrow().has("result")).isTrue();
    }
    assertThat(client.call("ping", "{}").at("/result/value").asText()).isEqualTo("pong");
  }

  @Test
  void kept_answers_are_weighed_and_the_oldest_go_first() {
    Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    RequestCache cache = new RequestCache(still);
    ObjectNode large = JsonCodec.object().put("value", "x".repeat(1 << 20));
    for (int id = 0; id < 100; id++) {
      cache.put("session", "early" + id, CompletableFuture.completedFuture(large));
    }
    assertThat(cache.weight()).isLessThan(17L << 20);
    assertThat(cache.find("session", "early0")).isEmpty();
    assertThat(cache.find("session", "early99")).isPresent();

    CompletableFuture<ObjectNode> late = new CompletableFuture<>();
    cache.put("session", "late", late);
    late.complete(JsonCodec.object().put("value", "x".repeat(12 << 20)));
    assertThat(cache.weight()).isLessThan(17L << 20);
    assertThat(cache.find("session", "late")).isPresent();
  }
}
