package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What properties read before anybody has set them, and what the options of a type do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DefaultsTest {

  private TestServer server;
  private RawClient client;
  private String pipeline;
  private String offer;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start();
    client = server.connect();
    pipeline = client.create("MediaPipeline", "{}");
    try (var in =
        DefaultsTest.class.getResourceAsStream("/org/televisit/kurento/sdp/chromium-offer.sdp")) {
      offer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private String endpoint(String options) {
    return client.create("WebRtcEndpoint", "{'mediaPipeline':'" + pipeline + "'" + options + "}");
  }

  private JsonNode read(String object, String property) {
    return client.invoke(object, "get" + property, "{}").at("/result/value");
  }

  @Test
  void the_parameters_of_an_estimation_read_as_the_definitions_say() {
    JsonNode parameters = read(endpoint(""), "RembParams");
    assertThat(parameters.path("packetsRecvIntervalTop").asInt()).isEqualTo(100);
    assertThat(parameters.path("exponentialFactor").asDouble()).isEqualTo(0.04);
    assertThat(parameters.path("linealFactorGrade").asDouble()).isEqualTo(30.0);
    assertThat(parameters.path("decrementFactor").asDouble()).isEqualTo(0.5);
    assertThat(parameters.path("thresholdFactor").asDouble()).isEqualTo(0.8);
    assertThat(parameters.path("upLosses").asInt()).isEqualTo(12);
    assertThat(parameters.path("rembOnConnect").asInt()).isEqualTo(300_000);
  }

  @Test
  void the_bit_rate_of_an_encoder_reads_as_the_definitions_say() {
    assertThat(read(endpoint(""), "EncoderBitrate").asInt()).isEqualTo(300_000);
    assertThat(read(endpoint(""), "MinEncoderBitrate").asInt()).isZero();
    assertThat(read(endpoint(""), "IceTcp").asBoolean()).isFalse();
  }

  private String answer(String endpoint) {
    String escaped = offer.replace("\r\n", "\\r\\n");
    JsonNode answer = client.invoke(endpoint, "processOffer", "{'offer':'" + escaped + "'}");
    return answer.at("/result/value").asText();
  }

  @Test
  void an_endpoint_that_only_receives_or_only_sends_says_so() {
    assertThat(answer(endpoint(",'recvonly':true")))
        .contains("a=recvonly")
        .doesNotContain("a=sendrecv", "a=ssrc:");
    assertThat(answer(endpoint(",'sendonly':true")))
        .contains("a=sendonly", "a=ssrc:")
        .doesNotContain("a=sendrecv");
    String offered =
        client
            .invoke(endpoint(",'recvonly':true"), "generateOffer", "{}")
            .at("/result/value")
            .asText();
    assertThat(offered).contains("a=recvonly").doesNotContain("a=sendrecv");
  }

  @Test
  void the_limit_of_the_sound_is_in_the_description() {
    String endpoint = endpoint("");
    client.invoke(endpoint, "setMaxAudioRecvBandwidth", "{'maxAudioRecvBandwidth':32}");
    assertThat(read(endpoint, "MaxAudioRecvBandwidth").asInt()).isEqualTo(32);
    assertThat(answer(endpoint).lines()).containsOnlyOnce("b=AS:32");
  }
}
