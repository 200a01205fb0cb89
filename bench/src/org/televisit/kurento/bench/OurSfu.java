package org.televisit.kurento.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kurento.client.Continuation;
import org.kurento.client.IceCandidate;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaProfileSpecType;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.WebRtcEndpoint;

/** The embedded media server, driven as the product drives it: by the official Java client. */
final class OurSfu implements Sfu {

  /** kbit/s, as in the peer's room. */
  private static final int BANDWIDTH = 2000;

  private final boolean heedEstimates;
  private final ServerProcess process;
  private final KurentoClient client;
  private final MediaPipeline pipeline;
  private final Map<String, WebRtcEndpoint> endpoints = new ConcurrentHashMap<>();
  private final Map<String, RecorderEndpoint> recorders = new ConcurrentHashMap<>();

  /**
   * Starts it as a process of its own, with the heap that the product gives it, and behind it the
   * options of the JVM in {@code BENCH_SERVER_OPTIONS}, so that they can be compared.
   *
   * @param heedEstimates whether a viewer's estimate of its line slows the sender down, as it
   *     should but where two servers are to forward the same: Janus never does it
   */
  OurSfu(Path work, boolean heedEstimates) throws IOException {
    this.heedEstimates = heedEstimates;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms16m",
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of(System.getenv().getOrDefault("BENCH_SERVER_OPTIONS", "").split(" ")));
    command.removeIf(String::isEmpty);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "org.televisit.kurento.EmbeddedMediaServer"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(work.resolve("embedded.log").toFile());
    builder.environment().put("KURENTO_LISTEN", "127.0.0.1:0");
    builder.environment().put("MEDIA_ADDRESS", Network.address().getHostAddress());
    builder.environment().put("MEDIA_EXIT_WITH_STDIN", "true");
    builder.environment().put("MEDIA_MAX_ENDPOINTS", "5000");
    builder.environment().put("KURENTO_MAX_OBJECTS", "50000");
    process = new ServerProcess(builder);
    BufferedReader output = process.process().inputReader(StandardCharsets.UTF_8);
    String ready = String.valueOf(output.readLine());
    if (!ready.startsWith("Media server ready at ")) {
      throw new IOException("The media server does not start: " + ready);
    }
    client = KurentoClient.create(ready.replaceAll(".* (ws://\\S+), .*", "$1"));
    pipeline = client.createMediaPipeline();
  }

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  @Override
  public boolean offersToViewers() {
    return false;
  }

  /** What need not be waited for; whether it was done is seen in what follows. */
  private static final Continuation<Void> AND_ON =
      new Continuation<>() {
        @Override
        public void onSuccess(Void nothing) {}

        @Override
        public void onError(Throwable cause) {
          cause.printStackTrace();
        }
      };

  @Override
  public String publish(String id, String offer, Path record) throws IOException {
    WebRtcEndpoint endpoint = endpoint(id);
    if (record != null) {
      RecorderEndpoint recorder =
          new RecorderEndpoint.Builder(pipeline, record.toUri() + ".webm")
              .withMediaProfile(MediaProfileSpecType.WEBM)
              .build();
      endpoint.connect(recorder);
      recorder.record();
      recorders.put(id, recorder);
    }
    return negotiate(endpoint, offer);
  }

  @Override
  public String view(String id, String from, String offer) throws IOException {
    WebRtcEndpoint endpoint = endpoint(id);
    try {
      if (!heedEstimates) {
        endpoint.setMinVideoSendBandwidth(BANDWIDTH, AND_ON);
      }
      endpoints.get(from).connect(endpoint, AND_ON);
    } catch (Exception e) {
      throw new IOException(e);
    }
    return negotiate(endpoint, offer);
  }

  private WebRtcEndpoint endpoint(String id) throws IOException {
    WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(pipeline).build();
    try {
      endpoint.setMaxVideoSendBandwidth(BANDWIDTH, AND_ON);
      endpoint.setMaxVideoRecvBandwidth(BANDWIDTH, AND_ON);
    } catch (Exception e) {
      throw new IOException(e);
    }
    endpoints.put(id, endpoint);
    return endpoint;
  }

  /** The answer with our candidates in it. */
  private static String negotiate(WebRtcEndpoint endpoint, String offer) throws IOException {
    endpoint.processOffer(offer);
    try {
      endpoint.gatherCandidates(AND_ON);
    } catch (Exception e) {
      throw new IOException(e);
    }
    return endpoint.getLocalSessionDescriptor();
  }

  @Override
  public void answer(String id, String answer) {
    throw new UnsupportedOperationException("viewers offer");
  }

  @Override
  public void candidate(String id, String candidate, String mid, int line) {
    WebRtcEndpoint endpoint = endpoints.get(id);
    if (endpoint != null) {
      endpoint.addIceCandidate(new IceCandidate(candidate, mid, line));
    }
  }

  @Override
  public void close(String id) {
    RecorderEndpoint recorder = recorders.remove(id);
    if (recorder != null) {
      recorder.stopAndWait();
      recorder.release();
    }
    WebRtcEndpoint endpoint = endpoints.remove(id);
    if (endpoint != null) {
      endpoint.release();
    }
  }

  @Override
  public void close() {
    pipeline.release();
    client.destroy();
    process.close();
  }
}
