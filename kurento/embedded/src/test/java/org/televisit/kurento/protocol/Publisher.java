package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.televisit.kurento.media.SendingBrowser;
import org.televisit.kurento.rtp.RtpPacket;
import org.televisit.kurento.transport.BrowserDouble;

/** A client with a pipeline and one endpoint in it, whose browser sends sound and pictures. */
final class Publisher implements AutoCloseable {

  /** The payload type of a viewer's pictures. */
  private static final int VIEWED = 120;

  final RawClient client;
  final String pipeline;
  final String endpoint;
  final SendingBrowser browser;

  private InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

  Publisher(URI server) throws SocketException {
    this(RawClient.open(server));
  }

  private Publisher(RawClient client) throws SocketException {
    this(client, client.create("MediaPipeline", "{}"));
  }

  private Publisher(RawClient client, String pipeline) throws SocketException {
    this.client = client;
    this.pipeline = pipeline;
    endpoint = client.create("WebRtcEndpoint", "{'mediaPipeline':'" + pipeline + "'}");
    browser = new SendingBrowser(111, 96);
  }

  /** Another one in the same pipeline, of the same client. */
  Publisher beside() throws SocketException {
    return new Publisher(client, pipeline);
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
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    browser.connect(answer.at("/result/value").asText(), server);
    return this;
  }

  /** Somebody who sees it from now on; it must have begun to send. */
  BrowserDouble viewer() throws Exception {
    BrowserDouble viewer = new BrowserDouble(server);
    String seat = client.create("WebRtcEndpoint", "{'mediaPipeline':'" + pipeline + "'}");
    connect(endpoint, seat);
    String offer = viewer.offer("recvonly", 109, VIEWED).replace("\n", "\\r\\n");
    String answer =
        client
            .invoke(seat, "processOffer", "{'offer':'" + offer + "'}")
            .at("/result/value")
            .asText();
    assertThat(viewer.check(answer)).isTrue();
    viewer.secure(answer);
    viewer.secured.get(10, TimeUnit.SECONDS);
    return viewer;
  }

  /** All pictures' packets that a viewer has got so far have each the next number. */
  static void assertNoneMissed(BrowserDouble viewer, int atLeast) {
    List<Integer> numbers =
        viewer.rtp.stream()
            .map(packet -> RtpPacket.parse(packet, 0, packet.length).orElseThrow())
            .filter(packet -> packet.payloadType() == VIEWED)
            .map(RtpPacket::sequence)
            .toList();
    assertThat(numbers).hasSizeGreaterThan(atLeast);
    assertThat(numbers)
        .isEqualTo(
            IntStream.range(0, numbers.size()).mapToObj(i -> numbers.get(0) + i & 0xffff).toList());
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
