package org.televisit.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.Stack;
import org.televisit.Visits;
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
                .timeout(Duration.ofSeconds(5))
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))
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

  @Test
  void an_unknown_token_is_held_and_audited_once() throws SQLException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(HttpTimeoutException.class)
          .isThrownBy(() -> post(ingest(IngestToken.random().value()), new byte[100_000]));
    }
    assertThat(Visits.read("select outcome || ' ' || action from audit_event"))
        .hasSizeLessThanOrEqualTo(1)
        .allMatch("refused recording.ingest"::equals);
  }

  @Test
  void what_is_not_media_is_received_and_fails() throws Exception {
    IngestToken token = requested();
    assertThat(post(ingest(token.value()), "not a WebM".repeat(1000).getBytes(UTF_8)))
        .isEqualTo(204);
    assertThat(Visits.read("select state || ' ' || failure from recording"))
        .containsExactly("failed no-media");
    assertThat(Visits.read("select outcome || ' ' || action from audit_event order by id"))
        .contains("done recording.fail");
  }

  @Test
  void a_token_opens_once() throws Exception {
    IngestToken token = requested();
    assertThat(post(ingest(token.value()), new byte[10])).isEqualTo(204);
    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> post(ingest(token.value()), new byte[10]));
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
