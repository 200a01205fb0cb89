package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** The signalling socket, as something other than our own page finds it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SignallingPageIT {

  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private UUID visit = UUID.randomUUID();

  @BeforeEach
  void begin() throws SQLException {
    Stack.cleanSlate();
    visit = Visits.in(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
    Visits.answer(visit, DemoPerson.ANNA, "treatment", "permit");
    Visits.answer(visit, DemoPerson.ANNA, "recording", "deny");
  }

  /** What a socket hears, and how it ends. */
  private static final class Ear implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        heard.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      heard.add("closed");
      return null;
    }

    /** The next message that holds this text; others before it are let pass. */
    String next(String text) throws InterruptedException {
      List<String> passed = new ArrayList<>();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (true) {
        String message = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (message == null) {
          return "nothing but " + passed;
        }
        if (message.contains(text)) {
          return message;
        }
        passed.add(message);
      }
    }
  }

  private WebSocket open(Ear ear, Page signedIn, @Nullable String origin) {
    String cookies =
        signedIn.context().cookies(Stack.url("/")).stream()
            .map(c -> c.name + "=" + c.value)
            .collect(Collectors.joining("; "));
    WebSocket.Builder builder =
        HttpClient.newHttpClient().newWebSocketBuilder().header("Cookie", cookies);
    if (origin != null) {
      builder = builder.header("Origin", origin);
    }
    URI address = URI.create(Stack.url("/signalling/" + visit).replaceFirst("http", "ws"));
    CompletableFuture<WebSocket> opening = builder.buildAsync(address, ear);
    return opening.join();
  }

  private int refusal(@Nullable String origin) {
    try {
      open(new Ear(), CHROMIUM.as(DemoPerson.ANNA), origin).abort();
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  @Test
  void a_participant_of_a_listed_origin_is_welcome() throws InterruptedException {
    Ear ear = new Ear();
    WebSocket socket = open(ear, CHROMIUM.as(DemoPerson.ANNA), Stack.url(""));
    assertThat(ear.next("welcome")).contains("\"iceServers\":[]");
    assertThat(ear.next("\"room\"")).contains("\"status\":\"arrived\"");
    socket.abort();
  }

  @Test
  void a_foreign_origin_is_refused_and_so_is_none() throws SQLException {
    assertThat(refusal("https://evil.example")).isNotEqualTo(101);
    assertThat(refusal(null)).isNotEqualTo(101);
    assertThat(Visits.read("select detail from audit_event where action = 'room.join'"))
        .containsExactly("origin", "origin");
  }

  @Test
  void a_stranger_is_turned_away_with_a_reason() throws Exception {
    Ear ear = new Ear();
    open(ear, CHROMIUM.as(DemoPerson.BO), Stack.url(""));
    assertThat(ear.next("bye")).contains("not-yours");
    assertThat(ear.next("closed")).isEqualTo("closed");
    assertThat(Visits.trail(DemoPerson.BO)).contains("refused appointment.read");
  }

  @Test
  void without_consent_to_treatment_nobody_enters() throws Exception {
    Ear ear = new Ear();
    open(ear, CHROMIUM.as(DemoPerson.LIN), Stack.url(""));
    assertThat(ear.next("bye")).contains("consent-missing");
    assertThat(Visits.trail(DemoPerson.LIN)).contains("refused room.join");
  }

  @Test
  void nonsense_is_rebuked_and_then_cut_off() throws Exception {
    Ear ear = new Ear();
    WebSocket socket = open(ear, CHROMIUM.as(DemoPerson.ANNA), Stack.url(""));
    assertThat(ear.next("welcome")).contains("welcome");
    for (String nonsense : List.of("{", "[]", "{\"type\":\"become-admin\"}", "null")) {
      socket.sendText(nonsense, true).join();
      assertThat(ear.next("bad-message")).contains("problem");
    }
    socket.sendText("{\"type\":7}", true).join();
    assertThat(ear.next("bye")).contains("misbehaved");
    assertThat(ear.next("closed")).isEqualTo("closed");
  }

  @Test
  void a_patient_cannot_speak_for_the_doctor_nor_begin_a_recording_anew() throws Exception {
    Ear ear = new Ear();
    WebSocket socket = open(ear, CHROMIUM.as(DemoPerson.ANNA), Stack.url(""));
    String seat = ear.next("welcome").replaceAll(".*\"seat\":\"([^\"]+)\".*", "$1");
    for (String message :
        List.of(
            "{\"type\":\"witness\",\"seat\":\"%s\",\"provision\":\"permit\"}",
            "{\"type\":\"restart-recording\",\"seat\":\"%s\"}")) {
      socket.sendText(message.formatted(seat), true).join();
      assertThat(ear.next("not-allowed")).contains("problem");
    }
    assertThat(Visits.trail(DemoPerson.ANNA))
        .contains("refused room.witness", "refused room.restart-recording");
    socket.abort();
  }

  @Test
  void a_message_that_is_too_long_ends_the_connection() throws Exception {
    Ear ear = new Ear();
    WebSocket socket = open(ear, CHROMIUM.as(DemoPerson.ANNA), Stack.url(""));
    assertThat(ear.next("welcome")).contains("welcome");
    socket.sendText("x".repeat(200_000), true).join();
    assertThat(ear.next("bye")).contains("misbehaved");
    assertThat(ear.next("closed")).isEqualTo("closed");
  }

  @Test
  void a_flood_ends_the_connection() throws Exception {
    Ear ear = new Ear();
    WebSocket socket = open(ear, CHROMIUM.as(DemoPerson.ANNA), Stack.url(""));
    assertThat(ear.next("welcome")).contains("welcome");
    CompletableFuture<?> sent = CompletableFuture.completedFuture(socket);
    for (int i = 0; i < 1000; i++) {
      sent =
          sent.thenCompose(
              before ->
                  socket.sendText(
                      "{\"type\":\"devices\",\"microphone\":true,\"camera\":true}", true));
    }
    assertThat(ear.next("bye")).contains("misbehaved");
  }
}
