package org.televisit.kurento.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.televisit.Standstill;
import org.televisit.kurento.MediaServerProcess;
import org.televisit.kurento.transport.BrowserDouble;
import org.televisit.kurento.webm.WebmFrame;
import org.televisit.kurento.webm.WebmReader;

/** The server as a process of its own, while everything around it fails. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedServerFaultIT {

  private static final long PICTURE_MILLIS = 40;

  /** Given up after half a second, asked for, and asked for again. */
  private static final Duration LONGEST_HOLE = Duration.ofMillis(1_500);

  /** How the place that a recording goes to fails. */
  enum Failure {
    /** Nobody listens. */
    REFUSED,
    /** It says no while the recording comes. */
    FORBIDDEN,
    /** It says that it failed, once it has everything. */
    ERROR_AT_THE_END,
    /** The connection ends in the middle. */
    CUT,
    /** It takes everything and never answers. */
    STALLED,
    /** It takes a tenth of what comes. */
    TOO_SLOW
  }

  private static MediaServerProcess server;
  private static URI address;

  @TempDir Path directory;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Publisher publisher;

  @BeforeAll
  static void start() throws IOException {
    server = MediaServerProcess.launch(Map.of("KURENTO_LISTEN", "127.0.0.1:0"));
    address = URI.create(server.awaitReady());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @BeforeEach
  void publish() throws IOException {
    publisher = new Publisher(address);
  }

  @AfterEach
  void stop() throws Exception {
    over.countDown();
    for (AutoCloseable each : opened) {
      each.close();
    }
    publisher.close();
    threads.shutdownNow();
  }

  private URI failing(Failure failure) throws IOException {
    return failure == Failure.TOO_SLOW ? slow() : failingLoudly(failure);
  }

  /** Reads 10 kB a second, and the system keeps little for it. */
  private URI slow() throws IOException {
    ServerSocket listener = new ServerSocket();
    opened.add(listener);
    listener.setReceiveBufferSize(1 << 16);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    threads.execute(
        () -> {
          try (Socket socket = listener.accept()) {
            while (!over.await(100, TimeUnit.MILLISECONDS)) {
              socket.getInputStream().readNBytes(1000);
            }
          } catch (IOException ended) {
            // The server has given it up, or the test is over.
          } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
          }
        });
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/ingest");
  }

  private URI failingLoudly(Failure failure) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", exchange -> fail(exchange, failure));
    http.start();
    opened.add(() -> http.stop(0));
    int port = failure == Failure.REFUSED ? unusedPort() : http.getAddress().getPort();
    return URI.create("http://127.0.0.1:" + port + "/ingest");
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void fail(HttpExchange exchange, Failure failure) throws IOException {
    InputStream body = exchange.getRequestBody();
    switch (failure) {
      case FORBIDDEN -> {
        body.readNBytes(500);
        exchange.sendResponseHeaders(403, -1);
        awaitTheEnd();
      }
      case CUT -> {
        body.readNBytes(2000);
        throw new IOException("cut");
      }
      case STALLED -> {
        body.readAllBytes();
        awaitTheEnd();
      }
      default -> {
        body.readAllBytes();
        exchange.sendResponseHeaders(500, -1);
      }
    }
    exchange.close();
  }

  private void awaitTheEnd() {
    try {
      over.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<WebmFrame> pictures(Path file) throws IOException {
    List<WebmFrame> frames = new ArrayList<>();
    try (WebmReader reader = new WebmReader(Files.newInputStream(file))) {
      reader.begin();
      for (Optional<WebmFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
        if (next.get().video()) {
          frames.add(next.get());
        }
      }
    }
    return frames;
  }

  /** A recording to a file beside whatever else happens. */
  private String recordTo(Path file) {
    String recorder = publisher.recorder(file.toUri());
    publisher.connect(publisher.endpoint, recorder);
    return recorder;
  }

  private void stopAndWait(String recorder) {
    assertThat(publisher.client.invoke(recorder, "stopAndWait", "{}").has("result")).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void a_recording_that_does_not_get_through_is_told_and_disturbs_no_other(Failure failure)
      throws Exception {
    publisher.browser.packetsPerPicture(failure == Failure.TOO_SLOW ? 4 : 1);
    publisher.send();
    Path before = directory.resolve("before.webm");
    String first = recordTo(before);
    publisher.await(first, "Recording");
    String recorder = publisher.recorder(failing(failure));
    publisher.connect(publisher.endpoint, recorder);
    Path after = directory.resolve("after.webm");
    String last = recordTo(after); // gets each packet after the one that fails
    BrowserDouble viewer = publisher.viewer();
    opened.add(viewer);
    if (failure == Failure.ERROR_AT_THE_END || failure == Failure.STALLED) {
      publisher.await(recorder, "Recording");
      stopAndWait(recorder);
    }
    JsonNode error = publisher.await(recorder, "Error");
    assertThat(error.at("/data/description").asText()).isNotBlank();
    assertThat(error.at("/data/errorCode").asInt()).isPositive();
    assertThat(publisher.client.invoke(recorder, "getState", "{}").at("/result/value").asText())
        .isEqualTo("STOP");

    publisher.browser.awaitMorePictures(40);
    stopAndWait(last);
    stopAndWait(first);
    publisher.await(first, "Stopped");
    assertThat(publisher.client.events())
        .noneMatch(
            event ->
                event.at("/params/value/object").asText().equals(recorder)
                    && event.at("/params/value/type").asText().equals("Stopped"));
    assertNoHoles(pictures(before), 10);
    assertNoHoles(pictures(after), 10);
    Publisher.assertNoneMissed(viewer, 40);
  }

  private static void assertNoHoles(List<WebmFrame> pictures, int atLeast) {
    assertThat(pictures).hasSizeGreaterThan(atLeast);
    for (int i = 1; i < pictures.size(); i++) {
      assertThat(pictures.get(i).millis() - pictures.get(i - 1).millis())
          .as("picture %d", i)
          .isBetween(1L, 3 * PICTURE_MILLIS);
    }
  }

  @Test
  void SIGTERM_finishes_what_is_recorded() throws Exception {
    Path file = directory.resolve("finished.webm");
    MediaServerProcess ending = MediaServerProcess.launch(Map.of("KURENTO_LISTEN", "127.0.0.1:0"));
    opened.add(ending);
    Publisher there = new Publisher(URI.create(ending.awaitReady())).send();
    opened.add(there);
    String recorder = there.recorder(file.toUri());
    there.connect(there.endpoint, recorder);
    there.await(recorder, "Recording");
    there.browser.awaitPictures(30);
    assertThat(ending.terminate()).isEqualTo(143);
    try (WebmReader reader = new WebmReader(Files.newInputStream(file))) {
      reader.begin();
      assertThat(reader.durationMillis()).as("patched in at the end").isPresent();
    }
    assertThat(pictures(file)).isNotEmpty();
  }

  @Test
  void a_recording_goes_on_while_its_client_is_away() throws Exception {
    publisher.send();
    Path file = directory.resolve("resumed.webm");
    String recorder = recordTo(file);
    publisher.await(recorder, "Recording");
    String session = publisher.client.session();
    publisher.client.drop();
    try (RawClient again = RawClient.open(address)) {
      again.call("connect", "{'sessionId':'" + session + "'}");
      assertThat(again.invoke(recorder, "getState", "{}").at("/result/value").asText())
          .isEqualTo("START");
      assertThat(again.invoke(recorder, "stopAndWait", "{}").has("result")).isTrue();
      again.awaitEvent("Stopped");
    }
    assertNoHoles(pictures(file), 0);
  }

  @Test
  void a_browser_that_is_killed_is_told_as_by_Kurento_and_the_other_party_goes_on()
      throws Exception {
    publisher.send();
    publisher.client.subscribe(publisher.endpoint, "MediaStateChanged");
    Path killed = directory.resolve("killed.webm");
    String recorder = recordTo(killed);
    publisher.await(recorder, "Recording");
    Publisher other = publisher.beside().send();
    opened.add(other);
    Path alive = directory.resolve("alive.webm");
    String recorderOfOther = other.recorder(alive.toUri());
    other.connect(other.endpoint, recorderOfOther);
    BrowserDouble viewer = other.viewer();
    opened.add(viewer);
    publisher.browser.awaitMorePictures(20);

    publisher.browser.vanish();
    long vanished = System.nanoTime();
    publisher.awaitVideo(publisher.endpoint, "NOT_FLOWING");
    assertThat(secondsSince(vanished)).isBetween(1.5, 10.0);
    stopAndWait(recorder);
    publisher.await(recorder, "Stopped");
    assertThat(pictures(killed)).isNotEmpty();
    JsonNode told = publisher.await(publisher.endpoint, "MediaStateChanged");
    assertThat(told.at("/data/newState").asText()).isEqualTo("DISCONNECTED");
    assertThat(secondsSince(vanished)).isBetween(15.0, 30.0);
    assertThat(
            publisher
                .client
                .invoke(publisher.endpoint, "getConnectionState", "{}")
                .at("/result/value")
                .asText())
        .as("as long as nobody has missed a check")
        .isEqualTo("CONNECTED");

    stopAndWait(recorderOfOther);
    assertNoHoles(pictures(alive), 300);
    Publisher.assertNoneMissed(viewer, 300);
  }

  private static double secondsSince(long instant) {
    return (System.nanoTime() - instant) / 1e9;
  }

  /** Nothing is repeated, and the first request for a key frame gets lost, too. */
  @Test
  void a_lost_packet_costs_a_recording_less_than_a_second_and_a_half() throws Exception {
    Standstill.watch();
    Instant began = Instant.now();
    publisher.browser.keyFramesOnlyWhenAsked();
    publisher.send();
    Path file = directory.resolve("lost.webm");
    String recorder = recordTo(file);
    publisher.await(recorder, "Recording");
    publisher.browser.awaitMorePictures(30);
    publisher.browser.lose();
    publisher.browser.awaitMorePictures(75);
    assertThat(publisher.browser.requestsSinceLoss()).as("asks again").isBetween(2, 4);
    stopAndWait(recorder);

    List<WebmFrame> frames = pictures(file);
    List<WebmFrame> afterHoles = new ArrayList<>();
    for (int i = 1; i < frames.size(); i++) {
      long step = frames.get(i).millis() - frames.get(i - 1).millis();
      if (step > 3 * PICTURE_MILLIS) {
        Duration still = Standstill.within(began, Instant.now());
        assertThat(Duration.ofMillis(step).minus(still)).isLessThan(LONGEST_HOLE);
        afterHoles.add(frames.get(i));
      }
    }
    assertThat(afterHoles).hasSize(1);
    assertThat(afterHoles.get(0).keyFrame()).isTrue();
    assertThat(frames.indexOf(afterHoles.get(0))).isLessThan(frames.size() - 10);
  }

  @Test
  void packets_in_disorder_and_twice_are_recorded_in_order_and_once() throws Exception {
    publisher.browser.disorderly();
    publisher.send();
    Path file = directory.resolve("ordered.webm");
    String recorder = recordTo(file);
    publisher.await(recorder, "Recording");
    publisher.browser.awaitMorePictures(80);
    stopAndWait(recorder);
    assertNoHoles(pictures(file), 50);
  }
}
