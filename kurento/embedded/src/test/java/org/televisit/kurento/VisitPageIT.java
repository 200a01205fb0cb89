package org.televisit.kurento;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kurento.client.IceCandidate;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaFlowState;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaProfileSpecType;
import org.kurento.client.MediaType;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.WebRtcEndpoint;

/**
 * The whole way: browsers, the official Java client, the server as a process of its own, and an
 * HTTP target for the recordings.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VisitPageIT {

  private static final List<Integer> RED = List.of(255, 0, 0);
  private static final List<Integer> BLUE = List.of(0, 0, 255);

  private final Path directory;
  private final MediaServerProcess server;
  private final VisitSite site;
  private final FakeCaller browser;
  private final KurentoClient client;
  private final MediaPipeline pipeline;

  VisitPageIT(@TempDir Path directory) throws Exception {
    this.directory = directory;
    server = MediaServerProcess.launch(Map.of("KURENTO_LISTEN", "127.0.0.1:0"));
    site = new VisitSite(directory);
    browser = new FakeCaller();
    client = KurentoClient.create(server.awaitReady());
    pipeline = client.createMediaPipeline();
  }

  private Page doctor;
  private Page patient;

  @BeforeEach
  void open() {
    doctor = browser.open(site.address());
    patient = browser.open(site.address());
  }

  @AfterEach
  void stop() {
    browser.close();
    site.close();
    client.destroy();
    server.close();
  }

  /** Negotiates an endpoint for an offer of a page, candidates included. */
  private WebRtcEndpoint join(Page page, String id, Object offer) throws InterruptedException {
    WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(pipeline).build();
    endpoint.setMaxVideoSendBandwidth(1500);
    BlockingQueue<IceCandidate> candidates = new LinkedBlockingQueue<>();
    endpoint.addIceCandidateFoundListener(event -> candidates.add(event.getCandidate()));
    page.evaluate(
        "([id, sdp]) => answer(id, sdp)", List.of(id, endpoint.processOffer(offer.toString())));
    endpoint.gatherCandidates();
    // One for each media section; the client hands events over in any order.
    for (int section = 0; section < 2; section++) {
      IceCandidate candidate = candidates.poll(10, TimeUnit.SECONDS);
      assertThat(candidate).isNotNull();
      page.evaluate(
          "([id, text, mid, index]) => candidate(id, text, mid, index)",
          List.of(
              id, candidate.getCandidate(), candidate.getSdpMid(), candidate.getSdpMLineIndex()));
    }
    return endpoint;
  }

  private WebRtcEndpoint publish(Page page, String colour) throws InterruptedException {
    Object offer = page.evaluate("colour => publish('own', colour)", colour);
    return join(page, "own", offer);
  }

  private void view(Page page, WebRtcEndpoint publisher) throws InterruptedException {
    WebRtcEndpoint viewer = join(page, "other", page.evaluate("view('other')"));
    publisher.connect(viewer);
  }

  private RecorderEndpoint record(WebRtcEndpoint publisher, String name)
      throws InterruptedException {
    RecorderEndpoint recorder =
        new RecorderEndpoint.Builder(pipeline, site.ingest(name))
            .withMediaProfile(MediaProfileSpecType.WEBM)
            .build();
    BlockingQueue<String> recording = new LinkedBlockingQueue<>();
    recorder.addRecordingListener(event -> recording.add(event.getType()));
    publisher.connect(recorder);
    recorder.record();
    assertThat(recording.poll(15, TimeUnit.SECONDS)).isEqualTo("Recording");
    return recorder;
  }

  private static void awaitColour(Page page, List<Integer> wanted) {
    page.evaluate("wanted => shows(wanted)", wanted);
  }

  private static void awaitFrames(Page page, int more) {
    page.evaluate("more => decoded(more)", more);
  }

  @Test
  void two_people_see_each_other_and_each_is_recorded() throws Exception {
    WebRtcEndpoint fromDoctor = publish(doctor, "rgb(255,0,0)");
    WebRtcEndpoint fromPatient = publish(patient, "rgb(0,0,255)");
    BlockingQueue<MediaType> flowing = new LinkedBlockingQueue<>();
    view(doctor, fromPatient);
    view(patient, fromDoctor);
    awaitColour(doctor, BLUE);
    awaitColour(patient, RED);
    assertThat(fromDoctor.isMediaFlowingOut(MediaType.VIDEO)).isTrue();
    assertThat(fromDoctor.isMediaFlowingOut(MediaType.AUDIO)).isTrue();

    long asked = System.nanoTime();
    RecorderEndpoint ofDoctor = record(fromDoctor, "doctor");
    RecorderEndpoint ofPatient = record(fromPatient, "patient");
    long both = System.nanoTime();
    awaitFrames(doctor, 120);
    awaitFrames(patient, 60);
    double least = (System.nanoTime() - both) / 1e9;
    ofDoctor.stopAndWait();
    ofPatient.stopAndWait();
    double most = (System.nanoTime() - asked) / 1e9;

    for (String name : List.of("doctor", "patient")) {
      assertThat(site.isComplete(name)).as("the ingest of " + name + " has ended").isTrue();
      assertThat(site.probe(name)).containsEntry("vp8", "video").containsEntry("opus", "audio");
      assertThat(site.seconds(name)).isBetween(least - 1, most + 1);
    }

    fromDoctor.addMediaFlowOutStateChangedListener(
        event -> {
          if (event.getState() == MediaFlowState.NOT_FLOWING) {
            flowing.add(event.getMediaType());
          }
        });
    doctor.evaluate("connections.own.close()");
    assertThat(flowing.poll(15, TimeUnit.SECONDS)).isNotNull();
    pipeline.release();
    assertThat(client.getServerManager().getPipelines()).isEmpty();
  }

  @Test
  void a_server_that_is_told_to_end_finishes_its_recordings() throws Exception {
    WebRtcEndpoint fromPatient = publish(patient, "rgb(0,0,255)");
    view(doctor, fromPatient);
    record(fromPatient, "patient");
    awaitFrames(doctor, 60);

    assertThat(server.terminate()).isEqualTo(128 + 15);

    assertThat(site.isComplete("patient")).isTrue();
    assertThat(site.probe("patient")).containsKeys("vp8", "opus");
    assertThat(site.seconds("patient")).isGreaterThan(1.5);
    assertThat(directory.resolve("patient.webm")).isNotEmptyFile();
  }
}
