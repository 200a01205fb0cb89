package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.televisit.kurento.media.SendingBrowser;
import org.televisit.kurento.protocol.Recording.Line;

/**
 * Says what a recorded client said, with a browser's double where the recording had a browser, and
 * compares every answer and event with what Kurento sent then.
 */
final class Replay implements AutoCloseable {

  /** The server that is compared. */
  interface Subject {
    /** Where its control port is. */
    InetSocketAddress address();

    /** Ends it as a crash would, and starts it again at the same address. */
    void restart() throws IOException;
  }

  /**
   * One thing that was compared.
   *
   * @param name what the client tried, or the event
   * @param differences empty if Kurento's and ours are equal
   */
  record Step(String name, Set<String> differences) {}

  /** The difference of an event that did not come. */
  static final String NO_SUCH_EVENT = "no such event";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Once one event has not come, it is not worth while to wait long for each of the others. */
  private static final Duration LITTLE_PATIENCE = Duration.ofMillis(300);

  private static final String CONTROL = "tcp";
  private static final String RESTARTED = "KMS restarted";
  private static final String HUNG_UP = "browser closes the peer connection";
  private static final int NO_CLOSE_FRAME = 1006;
  private static final int OPUS = 111;
  private static final int VP8 = 96;

  /** Steps that ask the machine for a number: only its kind is compared. */
  private static final Set<String> FIGURES =
      Set.of(
          "invoke getCpuCount on manager",
          "invoke getUsedMemory on manager",
          "invoke getUsedCpu",
          "invoke getCreationTime {}");

  private final Subject subject;
  private final Path directory;
  private final List<Line> lines;
  private final Likeness likeness = new Likeness();
  private final Map<String, RawClient> clients = new HashMap<>();
  private final List<RawClient> opened = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final SendingBrowser browser;
  private Duration patience = PATIENCE;
  private String answer = "";
  private boolean hungUp;
  private boolean restarted;

  /**
   * @param directory where recordings go
   */
  Replay(Recording recording, Subject subject, Path directory) throws SocketException {
    this.lines = recording.lines();
    this.subject = subject;
    this.directory = directory;
    this.browser = new SendingBrowser(OPUS, VP8);
  }

  /** Replays the whole dialogue. */
  List<Step> run() throws IOException {
    if (hasBrowser()) {
      pipelineOfSomebodyElse();
    }
    for (int at = 0; at < lines.size(); at++) {
      replay(lines.get(at), lines.subList(at + 1, lines.size()));
    }
    return steps;
  }

  /** The recorded server had one when the dialogue began. */
  private void pipelineOfSomebodyElse() {
    open().create("MediaPipeline", "{}");
  }

  private void replay(Line line, List<Line> later) throws IOException {
    if (line.step().equals(HUNG_UP) && !hungUp) {
      hungUp = true;
      browser.hangUp();
    }
    if (line.step().equals(RESTARTED) && !restarted) {
      restarted = true;
      subject.restart();
    }
    switch (line.direction()) {
      case "tcp-send" -> steps.add(Handshakes.step(subject.address(), line, later.get(0)));
      case "open" -> opened(line, later);
      case "close", "close-by-client" -> close(line);
      case "send" -> said(line, later);
      case "recv", "recv-DROPPED" -> heard(line, later);
      default -> {}
    }
  }

  private void opened(Line line, List<Line> later) {
    if (line.path().equals("/kurento")) {
      boolean toNobody =
          later.stream()
              .filter(next -> next.connection().equals(line.connection()))
              .findFirst()
              .filter(next -> next.direction().equals("upstream-error"))
              .isPresent();
      if (!toNobody) {
        clients.put(line.connection(), open());
      }
      return;
    }
    try (RawClient lost = RawClient.attempt(uri(line.path()))) {
      compare("open " + line.path(), "1002", Integer.toString(lost.awaitClose()));
    }
  }

  private RawClient open() {
    RawClient client = RawClient.open(uri("/kurento"));
    opened.add(client);
    return client;
  }

  private URI uri(String path) {
    return URI.create("ws://127.0.0.1:" + subject.address().getPort() + path);
  }

  private void close(Line line) {
    RawClient client = clients.remove(line.connection());
    if (client != null) {
      client.drop();
    }
  }

  private void said(Line line, List<Line> later) {
    RawClient client = clients.get(line.connection());
    if (client == null) {
      return; // on a path that no server answers
    }
    String frame = ours(line.raw());
    if (JsonCodec.parse(line.raw()).isEmpty()) {
      client.send(frame);
      compare(line.step(), Integer.toString(NO_CLOSE_FRAME), "" + client.awaitClose());
      return;
    }
    String raw = client.ask(frame);
    String reply = raw.replace(media(), "file:///media/");
    compare(line.step(), answerTo(line, later), raw, reply);
    if (frame.contains("\"processOffer\"") && reply.contains("v=0") && hasBrowser()) {
      answer = JsonCodec.parse(reply).orElseThrow().at("/result/value").asText();
    }
  }

  private String ours(String raw) {
    String frame = likeness.translated(raw).replace("file:///media/", media());
    return hasBrowser() ? browser.disguised(frame) : frame;
  }

  /** Only one of the dialogues was recorded with a browser that sends media. */
  private boolean hasBrowser() {
    return lines.get(0).connection().equals(CONTROL);
  }

  private String media() {
    return directory.toUri().toString();
  }

  private static JsonNode json(String step, String frame) {
    JsonNode json = JsonCodec.parse(frame).orElseThrow();
    JsonNode result = json.path("result");
    if (FIGURES.contains(step) && result.path("value").isNumber()) {
      ((ObjectNode) result).put("value", result.path("value").isFloatingPointNumber() ? 0.5 : 1);
    }
    return json;
  }

  private static String answerTo(Line sent, List<Line> later) {
    JsonNode id = idOf(sent.raw());
    List<Line> answers =
        later.stream()
            .filter(line -> line.connection().equals(sent.connection()))
            .filter(Line::isAnswer)
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

  private void compare(String step, String theirs, String ours) {
    steps.add(new Step(step, theirs.equals(ours) ? Set.of() : Set.of(theirs + " <> " + ours)));
  }

  private void compare(String step, String theirs, String ours, String disguise) {
    Set<String> differences =
        new TreeSet<>(likeness.differences(json(step, theirs), json(step, disguise)));
    RawForm.difference(theirs, ours).ifPresent(differences::add);
    steps.add(new Step(step, differences));
  }

  /** Waits for the event that Kurento had sent by then. */
  private void heard(Line line, List<Line> later) {
    if (!line.isEvent()) {
      return;
    }
    JsonNode theirs = event(line);
    String wanted = likeness.normal(theirs);
    RawClient client = Objects.requireNonNull(clients.get(line.connection()), line::connection);
    boolean lacking = KnownDifferences.lacks(name(theirs));
    Optional<RawClient.Taken> found =
        client.takeEvent(
            event -> likeness.normal(event).equals(wanted), lacking ? Duration.ZERO : patience);
    Set<String> differences = new TreeSet<>();
    if (found.isPresent()) {
      connectBrowser(found.get().event());
      RawForm.keyOrder(theirs, found.get().event()).ifPresent(differences::add);
      differences.addAll(overtaken(found.get(), later));
    } else {
      differences.add(NO_SUCH_EVENT);
    }
    if (found.isEmpty() && !lacking) {
      patience = LITTLE_PATIENCE;
    }
    steps.add(new Step(name(theirs), differences));
  }

  private JsonNode event(Line line) {
    return JsonCodec.parse(likeness.translated(line.raw())).orElseThrow();
  }

  /**
   * Events of the same object that came earlier than this one, and later from Kurento. Flows of
   * sound and of pictures have no order between them: each begins with its own media.
   */
  private List<String> overtaken(RawClient.Taken taken, List<Line> later) {
    List<JsonNode> earlier =
        taken.before().stream().filter(each -> ordered(each, taken.event())).toList();
    if (earlier.isEmpty()) {
      return List.of();
    }
    Set<String> expected =
        later.stream()
            .filter(Line::isEvent)
            .map(line -> likeness.normal(event(line)))
            .collect(Collectors.toSet());
    return earlier.stream()
        .filter(each -> expected.contains(likeness.normal(each)))
        .map(each -> "order: ours came after " + name(each))
        .toList();
  }

  private static boolean ordered(JsonNode one, JsonNode other) {
    String object = "/params/value/object";
    String kind = "/params/value/data/mediaType";
    boolean twoKinds =
        one.at(kind).isTextual()
            && other.at(kind).isTextual()
            && !one.at(kind).equals(other.at(kind));
    return one.at(object).equals(other.at(object)) && !twoKinds && !siblings(one, other);
  }

  /** Two objects that are released with their parent: Kurento goes through them by random id. */
  private static boolean siblings(JsonNode one, JsonNode other) {
    String released = "/params/value/data/objectId";
    String first = one.at(released).asText();
    String second = other.at(released).asText();
    return !first.isEmpty()
        && !second.isEmpty()
        && !first.startsWith(second)
        && !second.startsWith(first);
  }

  private void connectBrowser(JsonNode event) {
    String candidate = event.at("/params/value/data/candidate/candidate").asText();
    if (candidate.contains(" UDP ") && !answer.isEmpty()) {
      int port = Integer.parseInt(candidate.split(" ", -1)[5]);
      browser.connect(answer, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      answer = "";
    }
  }

  /** An event with what tells it from others of its type. */
  private static String name(JsonNode event) {
    JsonNode value = event.at("/params/value");
    JsonNode data = value.path("data");
    StringBuilder name = new StringBuilder("event ").append(value.path("type").asText());
    for (String detail : List.of("state", "newState", "mediaType", "componentId")) {
      if (data.has(detail)) {
        name.append(' ').append(data.path(detail).asText());
      }
    }
    String object =
        data.path("object").asText(data.path("objectId").asText(value.path("object").asText()));
    name.append(" of ").append(object.replaceFirst(".*kurento\\.", ""));
    String candidate = data.at("/candidate/candidate").asText();
    return candidate.isEmpty()
        ? name.toString()
        : name + " (" + Likeness.addressless(candidate).replace("candidate:", "") + ")";
  }

  /**
   * Events that nobody expected, but for media that stopped and flowed again: on a busy machine the
   * browser's double may not be heard for 2 s.
   */
  List<String> surplus() {
    return opened.stream()
        .flatMap(client -> client.events().stream())
        .map(Replay::name)
        .filter(name -> !name.startsWith("event MediaFlow"))
        .toList();
  }

  @Override
  public void close() {
    browser.close();
    opened.forEach(RawClient::close);
  }
}
