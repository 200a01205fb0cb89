package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.kurento.protocol.Recording.Line;

/** Replays what a client said to a real Kurento 7.3 and compares what the two servers answered. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordedDialogueTest {

  private static final String BROWSER = "was recorded with a browser that sends media";
  private static final String MACHINE = "tells of the machine or the moment";
  private static final String TEXT =
      "the code is equal; the text of Kurento's is an accident in C++";
  private static final String LACKING = "not supported by this server: it answers 40006";

  /** Steps whose answers cannot be equal. */
  private static final Map<String, String> DIFFERENT =
      Map.ofEntries(
          Map.entry("invoke getSessions on manager", "Kurento lists sessions that have ended, too"),
          Map.entry("invoke getPipelines on manager", MACHINE),
          Map.entry("invoke getCpuCount on manager", MACHINE),
          Map.entry("invoke getUsedMemory on manager", MACHINE),
          Map.entry("invoke getUsedCpu", MACHINE),
          Map.entry("invoke getCreationTime {}", MACHINE),
          Map.entry("invoke getMediaState {}", BROWSER),
          Map.entry("after reconnect: invoke getMediaState", BROWSER),
          Map.entry("invoke getConnectionState {}", BROWSER),
          Map.entry("invoke getICECandidatePairs {}", BROWSER),
          Map.entry("invoke getIceConnectionState {}", BROWSER),
          Map.entry("invoke getDtlsConnectionState {}", BROWSER),
          Map.entry("invoke isMediaFlowingIn {\"mediaType\":\"VIDEO\"}", BROWSER),
          Map.entry("invoke isMediaFlowingOut {\"mediaType\":\"VIDEO\"}", BROWSER),
          Map.entry("create WebRtcEndpoint with an endpoint as mediaPipeline", TEXT),
          Map.entry("params an array", TEXT),
          Map.entry("params a string", TEXT),
          Map.entry("big frame 2 MB", "is cut in the recording"),
          Map.entry("invoke getStats {}", LACKING),
          Map.entry("invoke getStats {\"mediaType\":\"VIDEO\"}", LACKING),
          Map.entry("getGstreamerDot (length only matters)", LACKING),
          Map.entry("create PlayerEndpoint", LACKING),
          Map.entry("subscribe EndOfStream on PlayerEndpoint", LACKING),
          Map.entry("invoke play", LACKING),
          Map.entry("invoke getVideoInfo", LACKING),
          Map.entry("create Composite", LACKING),
          Map.entry("create HubPort", LACKING),
          Map.entry("describe HubPort", LACKING));

  /** Events that follow from requests alone. */
  private static final Set<String> COMPARED_EVENTS =
      Set.of(
          "ObjectCreated",
          "ObjectDestroyed",
          "ElementConnected",
          "ElementDisconnected",
          "MediaSessionStarted");

  private final Map<String, RawClient> clients = new HashMap<>();
  private final List<RawClient> opened = new ArrayList<>();
  private final Likeness likeness = new Likeness();
  private final Map<String, Set<String>> unexpected = new TreeMap<>();
  private int compared;

  private final TestServer server;
  private final Path directory;

  RecordedDialogueTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.server = TestServer.start();
  }

  @AfterEach
  void stop() {
    opened.forEach(RawClient::close);
    server.close();
  }

  @Test
  void every_answer_and_event_is_like_the_recorded_one() throws IOException {
    List<Line> lines =
        Recording.load("transcript.jsonl").lines().stream()
            .filter(line -> !line.connection().equals("tcp"))
            .toList();
    for (int at = 0; at < lines.size(); at++) {
      replay(lines, at);
    }
    assertThat(unexpected).as("of %d answers", compared).isEmpty();
    assertThat(compared).isGreaterThan(220);
    assertThat(ours()).containsExactlyInAnyOrderElementsOf(theirs(lines));
  }

  private void replay(List<Line> lines, int at) {
    Line line = lines.get(at);
    switch (line.direction()) {
      case "open" -> open(line.connection());
      case "close" -> client(line).drop();
      case "send" -> send(line, lines.subList(at + 1, lines.size()));
      default -> {}
    }
  }

  private void open(String connection) {
    RawClient client = server.connect();
    opened.add(client);
    clients.put(connection, client);
  }

  private RawClient client(Line line) {
    return Objects.requireNonNull(clients.get(line.connection()), line::connection);
  }

  private void send(Line line, List<Line> later) {
    RawClient client = client(line);
    String frame = likeness.translated(line.raw()).replace("file:///media/", media());
    if (JsonCodec.parse(line.raw()).isEmpty()) {
      if (!DIFFERENT.containsKey(line.step())) {
        client.send(frame);
        assertThat(client.awaitClose()).as(line.step()).isEqualTo(1006);
      }
      return;
    }
    compare(
        line.step(), answerTo(line, later), client.ask(frame).replace(media(), "file:///media/"));
  }

  private String media() {
    return directory.toUri().toString();
  }

  private static String answerTo(Line sent, List<Line> later) {
    JsonNode id = idOf(sent.raw());
    List<Line> answers =
        later.stream()
            .filter(line -> line.connection().equals(sent.connection()))
            .filter(line -> line.direction().equals("recv") && !isEvent(line.raw()))
            .toList();
    return answers.stream()
        .filter(line -> idOf(line.raw()).equals(id))
        .findFirst()
        .orElse(answers.get(0))
        .raw();
  }

  private static JsonNode idOf(String frame) {
    return JsonCodec.parse(frame).orElseThrow().path("id");
  }

  private static boolean isEvent(String frame) {
    return frame.contains("\"method\":\"onEvent\"");
  }

  private void compare(String step, String theirs, String ours) {
    if (DIFFERENT.containsKey(step)) {
      if (DIFFERENT.get(step).equals(TEXT)) {
        assertThat(ours).as(step).contains("\"code\":-32603");
      }
      return;
    }
    compared++;
    Set<String> differences =
        likeness.differences(
            JsonCodec.parse(theirs).orElseThrow(), JsonCodec.parse(ours).orElseThrow());
    if (differences.isEmpty() && !normal(ours).equals(normal(theirs))) {
      differences.add("form: " + theirs + " <> " + ours);
    }
    if (!differences.isEmpty()) {
      unexpected.put(step, differences);
    }
  }

  /** The text with what may differ blanked out: it shows the order of members and the escapes. */
  private static String normal(String frame) {
    return frame
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
        .replaceAll("\"(version|generationTime)\":\"[^\"]*\"", "\"$1\":\"\"")
        .replaceAll("\"v=0[^\"]*\"", "SDP");
  }

  private List<String> theirs(List<Line> lines) {
    return lines.stream()
        .filter(line -> line.direction().equals("recv") && isEvent(line.raw()))
        .map(line -> likeness.translated(line.raw()))
        .filter(frame -> !frame.matches(".*_kurento\\.(PlayerEndpoint|Composite|HubPort).*"))
        .map(frame -> JsonCodec.parse(frame).orElseThrow())
        .filter(RecordedDialogueTest::isCompared)
        .map(RecordedDialogueTest::timeless)
        .toList();
  }

  private List<String> ours() {
    return opened.stream()
        .flatMap(client -> client.events().stream())
        .filter(RecordedDialogueTest::isCompared)
        .map(RecordedDialogueTest::timeless)
        .toList();
  }

  private static boolean isCompared(JsonNode event) {
    return COMPARED_EVENTS.contains(event.at("/params/value/type").asText());
  }

  private static String timeless(JsonNode event) {
    return JsonCodec.write(event).replaceAll("\"timestampMillis\":\"\\d{13}\"", "TIME");
  }
}
