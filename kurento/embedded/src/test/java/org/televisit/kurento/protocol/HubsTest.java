package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.kurento.media.SendingBrowser;

/** Hubs choose what comes out of their ports. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HubsTest {

  @TempDir Path directory;
  private final TestServer server;
  private final RawClient client;
  private final String pipeline;
  private final SendingBrowser browser;
  private final String sender;

  HubsTest() throws IOException {
    server = TestServer.start();
    client = server.connect();
    pipeline = client.create("MediaPipeline", "{}");
    browser = new SendingBrowser(111, 96);
    sender = client.create("WebRtcEndpoint", "{'mediaPipeline':'" + pipeline + "'}");
  }

  @AfterEach
  void stop() {
    browser.close();
    client.close();
    server.close();
  }

  private void send() {
    client.subscribe(sender, "IceCandidateFound");
    String offer = browser.offer().replace("\n", "\\r\\n");
    JsonNode answer = client.invoke(sender, "processOffer", "{'offer':'" + offer + "'}");
    client.invoke(sender, "gatherCandidates", "{}");
    String candidate =
        client.awaitEvent("IceCandidateFound").at("/data/candidate/candidate").asText();
    int port = Integer.parseInt(candidate.split(" ", -1)[5]);
    browser.connect(
        answer.at("/result/value").asText(),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private String recorder() {
    String recorder =
        client.create(
            "RecorderEndpoint",
            "{'mediaPipeline':'%s','uri':'%s'}"
                .formatted(pipeline, directory.resolve("film.webm").toUri()));
    client.subscribe(recorder, "MediaFlowInStateChanged");
    client.invoke(recorder, "record", "{}");
    return recorder;
  }

  private void connect(String from, String to) {
    JsonNode answer = client.invoke(from, "connect", "{'sink':'" + to + "'}");
    assertThat(answer.has("result")).as(answer.toString()).isTrue();
  }

  private void awaitFlow(String recorder, String state) {
    client.awaitEvent(
        event ->
            event.path("object").asText().equals(recorder)
                && event.at("/data/mediaType").asText().equals("VIDEO")
                && event.at("/data/state").asText().equals(state));
  }

  private String port(String hub) {
    return client.create("HubPort", "{'hub':'" + hub + "'}");
  }

  @Test
  void a_dispatcher_lets_out_of_a_port_what_was_connected_to_it() {
    String hub = client.create("Dispatcher", "{'mediaPipeline':'" + pipeline + "'}");
    String in = port(hub);
    String out = port(hub);
    String recorder = recorder();
    connect(sender, in);
    connect(out, recorder);
    send();
    assertThat(
            client
                .invoke(hub, "connect", "{'source':'%s','sink':'%s'}".formatted(in, out))
                .has("result"))
        .isTrue();
    awaitFlow(recorder, "FLOWING");
    String other = port(hub);
    client.invoke(hub, "connect", "{'source':'%s','sink':'%s'}".formatted(other, out));
    awaitFlow(recorder, "NOT_FLOWING");
  }

  @Test
  void one_source_goes_out_of_all_ports_also_later_ones() {
    String hub = client.create("DispatcherOneToMany", "{'mediaPipeline':'" + pipeline + "'}");
    String in = port(hub);
    connect(sender, in);
    client.invoke(hub, "setSource", "{'source':'" + in + "'}");
    String recorder = recorder();
    connect(port(hub), recorder);
    send();
    awaitFlow(recorder, "FLOWING");
    client.invoke(hub, "removeSource", "{}");
    awaitFlow(recorder, "NOT_FLOWING");
  }

  @Test
  void a_port_of_another_hub_is_refused() {
    String hub = client.create("Dispatcher", "{'mediaPipeline':'" + pipeline + "'}");
    String other = client.create("Dispatcher", "{'mediaPipeline':'" + pipeline + "'}");
    String ports = "{'source':'%s','sink':'%s'}".formatted(port(hub), port(other));
    assertThat(client.invoke(hub, "connect", ports).at("/error/code").asInt()).isEqualTo(40004);
  }

  @Test
  void a_hub_takes_its_ports_with_it() {
    String hub = client.create("Dispatcher", "{'mediaPipeline':'" + pipeline + "'}");
    String in = port(hub);
    String out = port(hub);
    client.invoke(hub, "connect", "{'source':'%s','sink':'%s'}".formatted(in, out));
    assertThat(in).startsWith(hub + "/");
    client.call("release", "{'object':'" + hub + "'}");
    assertThat(client.errorCode("describe", "{'object':'" + in + "'}")).isEqualTo(40101);
  }
}
