package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import org.televisit.kurento.media.SendingBrowser;

/** A client with a pipeline and one endpoint in it, whose browser sends sound and pictures. */
final class Publisher implements AutoCloseable {

  final RawClient client;
  final String pipeline;
  final String endpoint;
  final SendingBrowser browser;

  Publisher(URI server) throws SocketException {
    client = RawClient.open(server);
    pipeline = client.create("MediaPipeline", "{}");
    endpoint = client.create("WebRtcEndpoint", "{'mediaPipeline':'" + pipeline + "'}");
    browser = new SendingBrowser(111, 96);
  }

  /** Negotiates and begins to send; does not wait until it flows. */
  Publisher send() {
    client.subscribe(endpoint, "IceCandidateFound");
    client.subscribe(endpoint, "MediaFlowOutStateChanged");
    String offer = browser.offer().replace("\n", "\\r\\n");
    JsonNode answer = client.invoke(endpoint, "processOffer", "{'offer':'" + offer + "'}");
    client.invoke(endpoint, "gatherCandidates", "{}");
    String candidate =
        client.awaitEvent("IceCandidateFound").at("/data/candidate/candidate").asText();
    int port = Integer.parseInt(candidate.split(" ", -1)[5]);
    browser.connect(
        answer.at("/result/value").asText(),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return this;
  }

  /** A recorder that records, but is not connected. */
  String recorder(URI target) {
    String recorder =
        client.create(
            "RecorderEndpoint", "{'mediaPipeline':'%s','uri':'%s'}".formatted(pipeline, target));
    for (String event : new String[] {"MediaFlowInStateChanged", "Recording", "Stopped", "Error"}) {
      client.subscribe(recorder, event);
    }
    client.invoke(recorder, "record", "{}");
    return recorder;
  }

  void connect(String from, String to) {
    JsonNode answer = client.invoke(from, "connect", "{'sink':'" + to + "'}");
    assertThat(answer.has("result")).as(answer.toString()).isTrue();
  }

  /** Waits until pictures flow, or flow no more, into or out of an object. */
  void awaitVideo(String object, String state) {
    client.awaitEvent(
        event ->
            event.path("object").asText().equals(object)
                && event.at("/data/mediaType").asText().equals("VIDEO")
                && event.at("/data/state").asText().equals(state));
  }

  JsonNode await(String object, String type) {
    return client.awaitEvent(
        event ->
            event.path("object").asText().equals(object)
                && event.path("type").asText().equals(type));
  }

  @Override
  public void close() {
    browser.close();
    client.close();
  }
}
