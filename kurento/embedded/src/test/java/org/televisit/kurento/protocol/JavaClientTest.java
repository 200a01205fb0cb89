package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kurento.client.ConnectionState;
import org.kurento.client.ElementConnectionData;
import org.kurento.client.IceCandidate;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaProfileSpecType;
import org.kurento.client.MediaType;
import org.kurento.client.PassThrough;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.ServerInfo;
import org.kurento.client.Tag;
import org.kurento.client.TransactionExecutionException;
import org.kurento.client.UriEndpointState;
import org.kurento.client.WebRtcEndpoint;
import org.kurento.client.internal.server.KurentoServerException;

/** What an application does with the official Java client. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JavaClientTest {

  private TestServer server;
  private KurentoClient client;
  private MediaPipeline pipeline;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start();
    client = KurentoClient.create(server.uri().toString());
    pipeline = client.createMediaPipeline();
  }

  @AfterEach
  void stop() {
    client.destroy();
    server.close();
  }

  private WebRtcEndpoint endpoint() {
    return new WebRtcEndpoint.Builder(pipeline).build();
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T item = queue.poll(10, TimeUnit.SECONDS);
    assertThat(item).as("the next event").isNotNull();
    return item;
  }

  @Test
  void the_server_tells_what_it_is() {
    ServerInfo info = client.getServerManager().getInfo();
    assertThat(info.getModules()).extracting("name").containsExactly("core", "elements");
    assertThat(info.getCapabilities()).containsExactly("transactions");
    assertThat(client.getServerManager().getUsedMemory()).isPositive();
    assertThat(client.getServerManager().getCpuCount()).isPositive();
    assertThat(client.getServerManager().getUsedCpu(50)).isNotNegative();
    assertThat(client.getServerManager().getPipelines())
        .extracting(MediaPipeline::getId)
        .containsExactly(pipeline.getId());
    assertThat(client.getServerManager().getKmd("elements")).contains("WebRtcEndpoint");
  }

  @Test
  void two_endpoints_are_connected_and_list_it() throws InterruptedException {
    WebRtcEndpoint publisher = endpoint();
    WebRtcEndpoint viewer = endpoint();
    BlockingQueue<MediaType> connected = new LinkedBlockingQueue<>();
    publisher.addElementConnectedListener(event -> connected.add(event.getMediaType()));
    publisher.connect(viewer);
    assertThat(Stream.of(next(connected), next(connected), next(connected)))
        .containsExactlyInAnyOrder(MediaType.AUDIO, MediaType.VIDEO, MediaType.DATA);
    assertThat(viewer.getSourceConnections())
        .extracting(ElementConnectionData::getType)
        .containsExactlyInAnyOrder(MediaType.AUDIO, MediaType.VIDEO, MediaType.DATA);

    BlockingQueue<MediaType> disconnected = new LinkedBlockingQueue<>();
    publisher.addElementDisconnectedListener(event -> disconnected.add(event.getMediaType()));
    publisher.disconnect(viewer, MediaType.VIDEO);
    assertThat(next(disconnected)).isEqualTo(MediaType.VIDEO);
    assertThat(publisher.getSinkConnections(MediaType.VIDEO)).isEmpty();
    assertThat(publisher.getSinkConnections(MediaType.AUDIO)).hasSize(1);
  }

  @Test
  void a_sink_has_one_source_and_the_later_one_replaces_it() throws InterruptedException {
    WebRtcEndpoint first = endpoint();
    WebRtcEndpoint second = endpoint();
    WebRtcEndpoint sink = endpoint();
    first.connect(sink, MediaType.AUDIO);
    BlockingQueue<String> disconnected = new LinkedBlockingQueue<>();
    first.addElementDisconnectedListener(event -> disconnected.add(event.getSink().getId()));
    second.connect(sink, MediaType.AUDIO);
    assertThat(next(disconnected)).isEqualTo(sink.getId());
    assertThat(sink.getSourceConnections().get(0).getSource().getId()).isEqualTo(second.getId());
  }

  @Test
  void elements_are_connected_through_one_that_passes_on() {
    WebRtcEndpoint publisher = endpoint();
    WebRtcEndpoint viewer = endpoint();
    PassThrough pass = new PassThrough.Builder(pipeline).build();
    PassThrough circle = new PassThrough.Builder(pipeline).build();
    pass.connect(viewer);
    publisher.connect(pass);
    assertThat(viewer.getSourceConnections()).hasSize(3);
    pass.connect(circle);
    circle.connect(pass);
    assertThat(publisher.getSinkConnections()).isEmpty();
    publisher.release();
    assertThat(pass.getSourceConnections(MediaType.VIDEO)).hasSize(1);
  }

  @Test
  void bandwidths_names_and_tags_are_kept() {
    WebRtcEndpoint endpoint = endpoint();
    assertThat(endpoint.getMaxVideoSendBandwidth()).isEqualTo(500);
    assertThat(endpoint.getMinVideoSendBandwidth()).isEqualTo(100);
    assertThat(endpoint.getMaxVideoRecvBandwidth()).isZero();
    endpoint.setMaxVideoSendBandwidth(1500);
    endpoint.setMinVideoRecvBandwidth(300);
    assertThat(endpoint.getMaxVideoSendBandwidth()).isEqualTo(1500);
    assertThat(endpoint.getMinVideoRecvBandwidth()).isEqualTo(300);

    endpoint.setName("Zoë \uD83D\uDE00");
    assertThat(endpoint.getName()).isEqualTo("Zoë \uD83D\uDE00");
    endpoint.addTag("seat", "7");
    assertThat(endpoint.getTag("seat")).isEqualTo("7");
    assertThat(endpoint.getTags()).extracting(Tag::getKey).containsExactly("seat");
    assertThat(endpoint.getCreationTime()).isPositive();
    assertThat(endpoint.getMediaPipeline().getId()).isEqualTo(pipeline.getId());
    assertThat(endpoint.getConnectionState()).isEqualTo(ConnectionState.DISCONNECTED);
  }

  @Test
  void an_offer_of_ours_is_answered_by_another_endpoint_of_ours() throws InterruptedException {
    WebRtcEndpoint caller = endpoint();
    WebRtcEndpoint callee = endpoint();
    BlockingQueue<IceCandidate> candidates = new LinkedBlockingQueue<>();
    BlockingQueue<String> done = new LinkedBlockingQueue<>();
    callee.addIceCandidateFoundListener(event -> candidates.add(event.getCandidate()));
    callee.addIceGatheringDoneListener(event -> done.add(event.getType()));

    String offer = caller.generateOffer();
    assertThat(offer).startsWith("v=0").contains("m=audio", "m=video");
    String answer = callee.processOffer(offer);
    assertThat(caller.processAnswer(answer)).startsWith("v=0");
    callee.gatherCandidates();
    assertThat(next(candidates).getCandidate()).startsWith("candidate:").contains("127.0.0.1");
    assertThat(next(done)).isEqualTo("IceGatheringDone");
    callee.addIceCandidate(new IceCandidate("", "0", 0));
    assertThat(callee.getLocalSessionDescriptor()).contains("a=candidate:");
    assertThat(callee.getRemoteSessionDescriptor()).contains("m=video");

    assertThatThrownBy(() -> callee.processOffer(offer))
        .isInstanceOfSatisfying(
            KurentoServerException.class, refused -> assertCode(refused, 40208));
    assertThatThrownBy(() -> callee.addIceCandidate(new IceCandidate("candidate:", "9", 9)))
        .isInstanceOfSatisfying(
            KurentoServerException.class, refused -> assertCode(refused, 40401));
  }

  private static void assertCode(KurentoServerException refused, int code) {
    assertThat(refused.getCode()).isEqualTo(code);
  }

  @Test
  void a_recorder_that_nothing_reaches_stops_at_once(@TempDir Path directory)
      throws InterruptedException {
    WebRtcEndpoint publisher = endpoint();
    String target = directory.resolve("nothing.webm").toUri().toString();
    RecorderEndpoint recorder =
        new RecorderEndpoint.Builder(pipeline, target)
            .withMediaProfile(MediaProfileSpecType.WEBM)
            .build();
    assertThat(recorder.getUri()).isEqualTo(target);
    publisher.connect(recorder);
    recorder.record();
    assertThat(recorder.getState()).isEqualTo(UriEndpointState.START);
    recorder.stopAndWait();
    assertThat(recorder.getState()).isEqualTo(UriEndpointState.STOP);
    recorder.release();
    assertThat(publisher.getSinkConnections()).isEmpty();
  }

  @Test
  void a_transaction_does_several_things_in_one_request() throws TransactionExecutionException {
    WebRtcEndpoint existing = endpoint();
    var transaction = client.beginTransaction();
    WebRtcEndpoint created = new WebRtcEndpoint.Builder(pipeline).build(transaction);
    created.connect(transaction, existing);
    transaction.commit();
    assertThat(existing.getSourceConnections()).hasSize(3);
    assertThat(created.getId()).startsWith(pipeline.getId());
  }

  @Test
  void what_was_released_is_gone() {
    WebRtcEndpoint endpoint = endpoint();
    BlockingQueue<String> destroyed = new LinkedBlockingQueue<>();
    client
        .getServerManager()
        .addObjectDestroyedListener(event -> destroyed.add(event.getObjectId()));
    String id = endpoint.getId();
    endpoint.release();
    assertThatThrownBy(endpoint::getMediaState)
        .isInstanceOfSatisfying(
            KurentoServerException.class, refused -> assertCode(refused, 40101));
    pipeline.release();
    assertThat(client.getServerManager().getPipelines()).isEmpty();
    assertThat(Stream.of(poll(destroyed), poll(destroyed)))
        .containsExactlyInAnyOrderElementsOf(List.of(id, pipeline.getId()));
  }

  private static String poll(BlockingQueue<String> queue) {
    try {
      return next(queue);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void every_event_that_the_client_knows_can_be_subscribed() {
    WebRtcEndpoint endpoint = endpoint();
    List<String> events =
        Arrays.stream(WebRtcEndpoint.class.getMethods())
            .map(java.lang.reflect.Method::getName)
            .filter(name -> name.matches("add\\w+Listener") && !name.equals("addEventListener"))
            .map(name -> name.replaceAll("^add|Listener$", ""))
            .distinct()
            .toList();
    assertThat(events).hasSizeGreaterThan(15);
    try (RawClient raw = server.connect()) {
      events.forEach(event -> assertThat(raw.subscribe(endpoint.getId(), event)).isNotEmpty());
    }
  }
}
