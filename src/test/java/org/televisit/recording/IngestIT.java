package org.televisit.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.Stack;
import org.televisit.Standstill;
import org.televisit.Visits;
import org.televisit.compliance.TinyWebm;
import org.televisit.consultation.Waiting;
import org.televisit.dev.DemoPerson;

/** The listener for recordings, as a media server gone wild, or somebody else, finds it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IngestIT {

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void begin() {
    Stack.cleanSlate();
  }

  private int post(URI address, byte[] body) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static URI ingest(String token) {
    return URI.create(Stack.ingest() + "/" + token);
  }

  /** A recording that waits for its upload. */
  private static IngestToken requested() throws SQLException {
    IngestToken token = IngestToken.random();
    UUID visit = Visits.in(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
    UUID encounter = UUID.randomUUID();
    UUID seat = UUID.randomUUID();
    for (String row :
        List.of(
            "insert into encounter (id, version, appointment_id, status, opened_at) values"
                + " ('%s', 0, '%s', 'planned', now())".formatted(encounter, visit),
            "insert into seat (id, encounter_id, subject, name, role) values"
                + " ('%s', '%s', '%s', 'Anna Schmidt', 'patient')"
                    .formatted(seat, encounter, DemoPerson.ANNA.subject()),
            "insert into recording (id, version, appointment_id, seat_id, subject, name, role,"
                + " stretch, state, token_sha256, requested_at) values (gen_random_uuid(), 0, '%s',"
                    .formatted(visit)
                + " '%s', '%s', 'Anna Schmidt', 'patient', 1, 'requested', '%s', now())"
                    .formatted(seat, DemoPerson.ANNA.subject(), token.sha256()))) {
      Stack.sql(row);
    }
    return token;
  }

  private static List<String> row(String columns) throws SQLException {
    return Visits.read("select " + columns + " from recording");
  }

  /** Sealing follows the end of the upload, which its sender does not wait for. */
  private static void awaitRow(String columns, String expected) {
    assertThat(Waiting.until(() -> row(columns), List.of(expected)::equals))
        .containsExactly(expected);
  }

  /** What is audited of the end of a recording that was sealed. */
  private static List<String> ends() throws SQLException {
    return Visits.read("select detail from audit_event where action = 'recording.seal'");
  }

  private static List<String> refusals() throws SQLException {
    return Visits.read(
        "select detail from audit_event where outcome = 'refused' and action = 'recording.ingest'");
  }

  @Test
  void what_a_media_server_posts_is_sealed_and_counted() throws Exception {
    byte[] media = TinyWebm.ofSeconds(10);
    assertThat(post(ingest(requested().value()), media)).isEqualTo(204);
    assertThat(
            row(
                "concat_ws(' ', state, duration_ms, length_bytes, received_bytes, received_ms >= 0,"
                    + " node)"))
        .containsExactly("sealed 10000 %d %d t televisit-1".formatted(media.length, media.length));
  }

  @Test
  void a_token_opens_once() throws Exception {
    IngestToken token = requested();
    assertThat(post(ingest(token.value()), TinyWebm.ofSeconds(2))).isEqualTo(204);
    try (RawUpload again = RawUpload.to(ingest(token.value()))) {
      again.send(TinyWebm.ofSeconds(2));
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> again.status(2_000));
    }
    assertThat(row("state")).containsExactly("sealed");
    awaitRefusal("spent-token from 127.0.0.1");
  }

  @Test
  void what_is_no_webm_is_refused_at_once_and_not_kept() throws Exception {
    IngestToken token = requested();
    try (RawUpload upload = RawUpload.to(ingest(token.value()))) {
      upload.send("this is not a recording".getBytes(UTF_8));
      awaitRow("state || ' ' || failure", "failed not-webm");
      assertThatExceptionOfType(SocketTimeoutException.class) // slowly, or it would come again
          .isThrownBy(() -> upload.status(1_000));
      upload.end();
      assertThat(upload.status(5_000)).isEqualTo(204);
    }
    assertThat(kept()).isEmpty();
    assertThat(Visits.read("select detail from audit_event where action = 'recording.fail'"))
        .singleElement()
        .asString()
        .endsWith(" not-webm");
  }

  @Test
  void a_webm_that_never_holds_media_fails() throws Exception {
    byte[] media = Arrays.copyOf(TinyWebm.ofSeconds(0), 2 << 20);
    assertThat(post(ingest(requested().value()), media)).isEqualTo(204);
    assertThat(row("state || ' ' || failure")).containsExactly("failed no-media");
  }

  @Test
  void an_upload_that_is_cut_keeps_what_had_come() throws Exception {
    byte[] media = TinyWebm.ofSeconds(10);
    int half = media.length / 2;
    RawUpload upload = RawUpload.to(ingest(requested().value())).send(media, 0, half);
    awaitRow("state", "recording");
    awaitSealed(half);
    upload.breakOff();
    awaitRow("state || ' ' || received_bytes", "sealed " + half);
    assertThat(ends()).singleElement().asString().endsWith(" media-lost");
    assertThat(Long.parseLong(row("duration_ms").get(0))).isBetween(4_500L, 5_100L);
  }

  /** The connection stands, but nothing comes; the clinic of the tests waits 20 s, not 15 min. */
  @Test
  void an_upload_that_falls_silent_is_ended_and_audited_and_keeps_what_had_come() throws Exception {
    byte[] media = TinyWebm.ofSeconds(10);
    int half = media.length / 2;
    IngestToken token = requested();
    try (RawUpload upload = RawUpload.to(ingest(token.value())).send(media, 0, half)) {
      awaitSealed(half);
      awaitRow("state || ' ' || ended_because || ' ' || received_bytes", "sealed stalled " + half);
      assertThat(ends()).singleElement().asString().endsWith(" stalled");
      assertThat(upload.status(20_000)).isEqualTo(204);
    }
    assertThat(row("length_bytes")).containsExactly(Integer.toString(half));
    assertThat(
            row("extract(epoch from ended_at - started_at) < 10")) // not to the end of the silence
        .containsExactly("t");
  }

  @Test
  void an_upload_that_never_says_anything_is_ended_and_audited() throws Exception {
    try (RawUpload upload = RawUpload.to(ingest(requested().value()))) {
      awaitRow("state || ' ' || failure", "failed nothing-arrived");
      assertThat(upload.status(20_000)).isEqualTo(204);
    }
    assertThat(kept()).isEmpty();
    assertThat(Visits.read("select detail from audit_event where action = 'recording.fail'"))
        .singleElement()
        .asString()
        .endsWith(" nothing-arrived");
  }

  /** What has come so far lies in the vault, however slowly the rest follows. */
  private static void awaitSealed(long bytes) {
    Waiting.until(
        () -> {
          long stored = 0;
          for (Path file : kept()) {
            stored += Files.size(file);
          }
          return stored;
        },
        stored -> stored >= bytes);
  }

  private static List<Path> beingWritten() throws Exception {
    String id = row("id").get(0);
    return kept().stream().filter(f -> f.getFileName().toString().startsWith(id)).toList();
  }

  private static List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.walk(Stack.recordings())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** The file's own time tells when it grew. */
  @Test
  void what_has_come_is_sealed_within_a_second() throws Exception {
    byte[] media = TinyWebm.ofSeconds(10);
    List<Duration> delays = new ArrayList<>();
    Standstill.watch();
    try (RawUpload upload = RawUpload.to(ingest(requested().value()))) {
      upload.send(media, 0, 1_000);
      awaitRow("state", "recording");
      Path file = Waiting.until(IngestIT::beingWritten, found -> !found.isEmpty()).get(0);
      awaitSealed(1_000);
      for (int i = 1; i <= 5; i++) {
        long before = Files.size(file);
        Instant sent = Instant.now();
        upload.send(media, i * 1_000, 1_000);
        Waiting.until(() -> Files.size(file), size -> size >= before + 1_000);
        delays.add(Standstill.without(sent, Files.getLastModifiedTime(file).toInstant()));
      }
      upload.send(media, 6_000, media.length - 6_000).end();
      assertThat(upload.status(10_000)).isEqualTo(204);
    }
    System.out.println("sealed after " + delays);
    assertThat(delays)
        .hasSize(5)
        .allSatisfy(delay -> assertThat(delay).isLessThanOrEqualTo(Duration.ofSeconds(1)));
  }

  @Test
  void drop_by_drop_is_also_sealed() throws Exception {
    byte[] media = TinyWebm.ofSeconds(2);
    try (RawUpload upload = RawUpload.to(ingest(requested().value()))) {
      for (int at = 0; at < 200; at++) {
        upload.send(media, at, 1);
      }
      awaitSealed(200);
      upload.send(media, 200, media.length - 200).end();
      assertThat(upload.status(10_000)).isEqualTo(204);
    }
    awaitRow("state || ' ' || length_bytes", "sealed " + media.length);
  }

  @Test
  void more_than_one_recording_may_be_is_sealed_up_to_there() throws Exception {
    byte[] tooMuch = TinyWebm.ofSeconds(1_800); // 72 MB, where the clinic of the tests allows 64
    assertThat(post(ingest(requested().value()), tooMuch)).isEqualTo(204);
    assertThat(row("state")).containsExactly("sealed");
    assertThat(Long.parseLong(row("length_bytes").get(0)))
        .isBetween(64L << 20, (64L << 20) + (64 << 10));
    assertThat(ends()).singleElement().asString().endsWith(" limit");
  }

  @Test
  void another_network_is_held_off_whatever_its_headers_say() throws Exception {
    IngestToken token = requested();
    String lie = "X-Forwarded-For: 127.0.0.1\r\nForwarded: for=127.0.0.1\r\n";
    try (RawUpload upload = RawUpload.from("127.0.0.2", ingest(token.value()), lie)) {
      upload.send(TinyWebm.ofSeconds(1));
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> upload.status(2_000));
    }
    assertThat(row("state")).containsExactly("requested");
    awaitRefusal("foreign-network from 127.0.0.2");
  }

  @Test
  void a_header_does_not_make_the_media_server_a_stranger() throws Exception {
    String claim = "X-Forwarded-For: 203.0.113.9\r\n";
    try (RawUpload upload = RawUpload.from("127.0.0.1", ingest(requested().value()), claim)) {
      assertThat(upload.send(TinyWebm.ofSeconds(1)).end().status(10_000)).isEqualTo(204);
    }
  }

  @Test
  void unknown_tokens_are_held_and_a_storm_of_them_costs_little_and_is_audited_once()
      throws Exception {
    List<String> first = unknownToken();
    for (int i = 0; i < 35 && first.isEmpty(); i++) { // another test had the event of this minute
      first = unknownToken();
    }
    assertThat(first).hasSize(1);
    int storm = 400;
    Duration before = serversCpu();
    for (int i = 0; i < storm; i++) {
      RawUpload.to(ingest(IngestToken.random().value())).send(new byte[1_000]).breakOff();
    }
    Duration spent = serversCpu().minus(before);
    System.out.printf("%d stray connections: %d ms of CPU%n", storm, spent.toMillis());
    assertThat(spent).isLessThan(Duration.ofSeconds(8));
    assertThat(post(ingest(requested().value()), TinyWebm.ofSeconds(2))).isEqualTo(204);
    assertThat(row("state")).containsExactly("sealed");
    assertThat(refusals()).containsExactly("unknown-token from 127.0.0.1");
  }

  private static void awaitRefusal(String wanted) {
    Waiting.until(IngestIT::refusals, audited -> audited.contains(wanted));
  }

  /** One stray upload, which is not answered; and what has been audited of such. */
  private static List<String> unknownToken() throws Exception {
    try (RawUpload upload = RawUpload.to(ingest(IngestToken.random().value()))) {
      upload.send(new byte[10_000]);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> upload.status(2_000));
    }
    return refusals();
  }

  /** Of the application server that listens for the tests. */
  private static Duration serversCpu() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains(Stack.data() + "/server"))
        .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void ingest_is_served_on_its_own_port_only() throws Exception {
    assertThat(post(URI.create(Stack.url("/ingest/" + requested().value())), new byte[10]))
        .isEqualTo(404);
    assertThat(Visits.read("select state from recording")).containsExactly("requested");
  }

  @Test
  void the_ingest_port_serves_nothing_else() throws Exception {
    URI page = Stack.ingest().resolve("/index.xhtml");
    assertThat(
            client
                .send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(404);
  }
}
