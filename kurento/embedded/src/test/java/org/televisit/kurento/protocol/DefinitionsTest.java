package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DefinitionsTest extends PipelineFixture {

  /** What no element of this server does. */
  /** Nothing is transcoded here. */
  private static final Set<String> LACKING_IN_ELEMENTS =
      new TreeSet<>(List.of("setAudioFormat", "setVideoFormat"));

  private final Definitions definitions = Definitions.load();

  @Test
  void types_inherit_operations_events_and_names() {
    TypeDefinition endpoint = definitions.type("kurento.WebRtcEndpoint").orElseThrow();
    assertThat(endpoint.hierarchy()).startsWith("kurento.BaseRtpEndpoint").hasSize(6);
    assertThat(endpoint.operation("processOffer").orElseThrow().parameters())
        .extracting(Parameter::name)
        .containsExactly("offer");
    assertThat(endpoint.operation("setMediaState")).isEmpty();
    assertThat(endpoint.raises("MediaFlowInStateChanged")).isTrue();
    assertThat(endpoint.raises("EndOfStream")).isFalse();
    assertThat(definitions.type("other.WebRtcEndpoint")).isEmpty();
    assertThat(definitions.type("BaseRtpEndpoint").orElseThrow().constructor()).isEmpty();
  }

  @Test
  void only_events_about_media_repeat_their_name() {
    assertThat(definitions.namesItself("IceCandidateFound")).isTrue();
    assertThat(definitions.namesItself("ObjectCreated")).isFalse();
    assertThat(definitions.namesItself("Error")).isFalse();
  }

  @Test
  void a_pipeline_lacks_only_what_is_known() {
    assertThat(lacking("MediaPipeline", pipeline)).isEmpty();
  }

  @Test
  void a_WebRtcEndpoint_lacks_only_what_is_known() {
    TreeSet<String> known = new TreeSet<>(LACKING_IN_ELEMENTS);
    known.addAll(List.of("closeDataChannel", "createDataChannel"));
    String endpoint = client.create("WebRtcEndpoint", "{'mediaPipeline':'" + pipeline + "'}");
    assertThat(lacking("WebRtcEndpoint", endpoint)).containsExactlyElementsOf(known);
  }

  @Test
  void endpoints_of_files_lack_only_what_is_known() {
    String uri = "{'mediaPipeline':'" + pipeline + "','uri':'file:///x'}";
    for (String type : List.of("RecorderEndpoint", "PlayerEndpoint")) {
      assertThat(lacking(type, client.create(type, uri))).isEqualTo(LACKING_IN_ELEMENTS);
    }
  }

  @Test
  void hubs_and_their_ports_lack_nothing_but_formats() {
    for (String type : List.of("Dispatcher", "DispatcherOneToMany")) {
      String hub = client.create(type, "{'mediaPipeline':'" + pipeline + "'}");
      assertThat(lacking(type, hub)).isEmpty();
      String port = client.create("HubPort", "{'hub':'" + hub + "'}");
      assertThat(lacking("HubPort", port)).isEqualTo(LACKING_IN_ELEMENTS);
    }
  }

  @Test
  void the_server_manager_lacks_nothing() {
    assertThat(lacking("ServerManager", ServerManager.ID)).isEmpty();
  }

  /** Operations of the definitions that are refused as not supported. */
  private Set<String> lacking(String type, String object) {
    TreeSet<String> lacking = new TreeSet<>();
    for (String operation : definitions.type(type).orElseThrow().operations()) {
      // A list where an object is due is refused before anything is done, if there is something.
      int code = client.invoke(object, operation, "[]").at("/error/code").asInt();
      if (code == 40006) {
        lacking.add(operation);
      }
    }
    return lacking;
  }
}
