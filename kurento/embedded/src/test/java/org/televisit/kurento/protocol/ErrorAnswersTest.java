package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ErrorAnswersTest {

  private TestServer server;
  private RawClient client;
  private String pipeline;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start(TestServer.settings(Duration.ofMinutes(4), 3, 5));
    client = server.connect();
    pipeline = client.create("MediaPipeline", "{}");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private JsonNode create(String type, String params) {
    return client
        .call(
            "create",
            "{'type':'%s','constructorParams':{'mediaPipeline':'%s'%s}}"
                .formatted(type, pipeline, params))
        .path("error");
  }

  private String endpoint() {
    return client.create("WebRtcEndpoint", "{'mediaPipeline':'" + pipeline + "'}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Composite", "Mixer", "AlphaBlending", "RtpEndpoint", "HttpPostEndpoint"})
  void a_type_that_Kurento_has_and_this_server_has_not_is_refused_clearly(String type) {
    JsonNode error = create(type, "");
    assertThat(error.path("code").asInt()).isEqualTo(40006);
    assertThat(error.path("message").asText())
        .isEqualTo(type + " is not supported by this media server");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FaceOverlayFilter", "GStreamerFilter", "ZBarFilter", "ImageOverlayFilter"})
  void a_filter_is_of_a_module_that_this_server_has_not(String type) {
    JsonNode error = create(type, "");
    assertThat(error.path("code").asInt()).isEqualTo(40108);
    assertThat(error.path("message").asText()).contains(type);
  }

  @Test
  void a_port_belongs_to_a_hub_of_those_that_this_server_has() {
    JsonNode error =
        client
            .call("create", "{'type':'HubPort','constructorParams':{'hub':'" + pipeline + "'}}")
            .path("error");
    assertThat(error.path("code").asInt()).isEqualTo(-32603);
    assertThat(
            client.errorCode("create", "{'type':'HubPort','constructorParams':{'hub':'nobody'}}"))
        .isEqualTo(40101);
    assertThat(client.errorCode("create", "{'type':'HubPort','constructorParams':{}}"))
        .isEqualTo(40001);
  }

  @Test
  void a_number_that_is_too_large_is_refused_and_not_cut() {
    assertThat(
            error(endpoint(), "setMaxVideoSendBandwidth", "{'maxVideoSendBandwidth':4294967296}"))
        .isEqualTo("'maxVideoSendBandwidth' parameter should be a integer");
  }

  @Test
  void what_would_only_mislead_is_refused_with_its_reason() {
    String endpoint = endpoint();
    for (String[] setting :
        new String[][] {
          {"IceTcp", "{'iceTcp':true}", "{'iceTcp':false}"},
          {"ExternalIPv4", "{'externalIPv4':'192.0.2.7'}", "{'externalIPv4':''}"},
          {"NetworkInterfaces", "{'networkInterfaces':'eth0'}", "{'networkInterfaces':''}"}
        }) {
      JsonNode refused = client.invoke(endpoint, "set" + setting[0], setting[1]).path("error");
      assertThat(refused.path("code").asInt()).as(setting[0]).isEqualTo(40006);
      assertThat(refused.path("message").asText()).contains("not supported by this media server: ");
      assertThat(client.invoke(endpoint, "set" + setting[0], setting[2]).has("result")).isTrue();
    }
  }

  @Test
  void an_endpoint_cannot_only_send_and_only_receive() {
    JsonNode error = create("WebRtcEndpoint", ",'recvonly':true,'sendonly':true");
    assertThat(error.path("code").asInt()).isEqualTo(40107);
  }

  @Test
  void an_operation_that_this_server_has_not_is_refused_clearly() {
    JsonNode error =
        client
            .invoke(endpoint(), "setAudioFormat", "{'caps':{'codec':'OPUS','bitrate':1}}")
            .path("error");
    assertThat(error.path("code").asInt()).isEqualTo(40006);
    assertThat(error.path("message").asText()).contains("setAudioFormat", "WebRtcEndpoint");
  }

  @Test
  void parameters_are_checked_against_the_definitions() {
    assertThat(create("WebRtcEndpoint", ",'recvonly':'yes'").path("message").asText())
        .isEqualTo("'recvonly' parameter should be a boolean");
    assertThat(create("RecorderEndpoint", ",'uri':{}").path("message").asText())
        .isEqualTo("'uri' parameter should be a string");
    String endpoint = endpoint();
    assertThat(error(endpoint, "setMaxVideoSendBandwidth", "{'maxVideoSendBandwidth':'fast'}"))
        .isEqualTo("'maxVideoSendBandwidth' parameter should be a integer");
    assertThat(error(endpoint, "setName", "null")).isEqualTo("'name' parameter should be a string");
    assertThat(error(endpoint, "isMediaFlowingIn", "{'mediaType':'SMELL'}"))
        .isEqualTo("Invalid value for 'MediaType'");
    assertThat(error(endpoint, "addIceCandidate", "{'candidate':'x'}"))
        .isEqualTo("'candidate' parameter should be a object");
    assertThat(error(endpoint, "addIceCandidate", "{'candidate':{'sdpMid':'0'}}"))
        .isEqualTo("'candidate' property should be a string");
  }

  private String error(String object, String operation, String params) {
    JsonNode error = client.invoke(object, operation, params).path("error");
    assertThat(error.path("code").asInt()).isEqualTo(40001);
    return error.path("message").asText();
  }

  @Test
  void a_negative_bandwidth_is_refused() {
    JsonNode answer =
        client.invoke(endpoint(), "setMinVideoSendBandwidth", "{'minVideoSendBandwidth':-1}");
    assertThat(answer.at("/error/code").asInt()).isEqualTo(40107);
  }

  @Test
  void the_limit_of_objects_is_refused_clearly_and_frees_up_again() {
    // The server manager and the pipeline are objects, too.
    String first = endpoint();
    endpoint();
    endpoint();
    JsonNode error = create("PassThrough", "");
    assertThat(error.path("code").asInt()).isEqualTo(40009);
    assertThat(error.path("message").asText()).contains("limit of objects: 5");
    client.call("release", "{'object':'" + first + "'}");
    assertThat(create("PassThrough", "").isMissingNode()).isTrue();
  }

  @Test
  void a_recording_to_nowhere_is_refused_when_it_shall_begin() {
    String recorder =
        client.create(
            "RecorderEndpoint", "{'mediaPipeline':'" + pipeline + "','uri':'gopher://x/y'}");
    assertThat(client.invoke(recorder, "record", "{}").at("/error/code").asInt()).isEqualTo(40107);
    assertThat(client.invoke(recorder, "stopAndWait", "{}").has("result")).isTrue();
  }

  @Test
  void a_recording_profile_that_is_not_WebM_is_refused_clearly() {
    JsonNode error = create("RecorderEndpoint", ",'uri':'file:///x','mediaProfile':'MP4'");
    assertThat(error.path("code").asInt()).isEqualTo(40006);
    assertThat(error.path("message").asText()).contains("MP4");
  }

  @Test
  void a_key_frame_cannot_be_asked_for_where_no_video_is_received() {
    assertThat(client.invoke(endpoint(), "requestKeyframe", "{}").at("/error/code").asInt())
        .isEqualTo(40111);
  }

  @Test
  void descriptions_that_are_not_there_yet_are_refused() {
    String endpoint = endpoint();
    assertThat(client.invoke(endpoint, "getLocalSessionDescriptor", "{}").at("/error/code").asInt())
        .isEqualTo(40202);
    assertThat(
            client.invoke(endpoint, "getRemoteSessionDescriptor", "{}").at("/error/code").asInt())
        .isEqualTo(40203);
  }

  @Test
  void an_unknown_tag_is_refused() {
    assertThat(client.invoke(pipeline, "getTag", "{'key':'k'}").at("/error/code").asInt())
        .isEqualTo(40110);
  }
}
