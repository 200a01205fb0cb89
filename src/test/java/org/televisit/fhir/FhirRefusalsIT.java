package org.televisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** Whatever goes wrong, a program is told so in the way of FHIR. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FhirRefusalsIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private static final Map<DemoPerson, String> TOKENS = new EnumMap<>(DemoPerson.class);
  private static String foreign = "";

  @BeforeAll
  static void aProgramThatIsRegistered() throws Exception {
    Stack.cleanSlate();
    FhirClient.register();
    TOKENS.putAll(FhirClient.tokens());
    foreign = FhirClient.token(FhirClient.FOREIGN, DemoPerson.ANNA);
  }

  private static String token(DemoPerson person) {
    return Objects.requireNonNull(TOKENS.get(person));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /Appointment/nonsense | 404",
        "GET | /Appointment/00000000-0000-4000-8000-000000000000 | 404",
        "GET | /Schedule/nonsense | 404",
        "GET | /Slot/nonsense | 404",
        "GET | /Patient | 404",
        "GET | /Appointment?date=soon | 400",
        "GET | /Appointment?date=ge2020&date=lt2026 | 400",
        "GET | /Appointment?date=ge2026-02-01&date=lt2026-01-01 | 400",
        "GET | /Appointment?status=maybe | 400",
        "GET | /Appointment?name=Anna | 400",
        "GET | /Appointment?patient=Practitioner/1 | 400",
        "GET | /Appointment?_count=-1 | 400",
        "GET | /Appointment?_format=xml | 406",
        "GET | /Slot | 400",
        "GET | /Slot?schedule=00000000-0000-4000-8000-000000000000 | 404",
        "GET | /Slot?schedule=%27%20or%201=1 | 400",
        "DELETE | /Appointment | 405",
        "PUT | /Appointment/1 | 405",
        "GET | /Appointment/$find | 405",
        "POST | /Appointment/$find | 400",
        "POST | /Appointment/$hold | 400",
        "POST | /Appointment/$book | 400",
        "POST | /Appointment/$cancel | 404",
      })
  void every_refusal_is_an_operation_outcome(String method, String path, int status)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(FhirClient.address(path))
            .header("Content-Type", "application/fhir+json")
            .method(method, BodyPublishers.ofString(method.equals("POST") ? "{}" : ""));
    FhirClient.refused(FhirClient.send(request, token(DemoPerson.ADMIN)), status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense",
        "{\"resourceType\": \"Parameters\", \"parameter\": [{\"valueString\": \"no name\"}]}",
        "[]",
        "{\"resourceType\": \"Patient\"}",
        "{\"resourceType\": \"Parameters\", \"unknown\": 1}",
        "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"start\", \"valueDateTime\": \"2026-01-01\"}]}",
        "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"start\", \"valueString\": \"now\"}]}",
        "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"specialty\", \"valueString\": \"x\"}]}",
      })
  void a_body_that_makes_no_sense_is_refused(String body) throws Exception {
    FhirClient.refused(FhirClient.post(token(DemoPerson.ANNA), "/Appointment/$find", body), 400);
  }

  @Test
  void only_json_is_spoken() throws Exception {
    FhirClient.refused(
        FhirClient.send(
            HttpRequest.newBuilder(FhirClient.address("/Appointment"))
                .header("Accept", "application/fhir+xml"),
            token(DemoPerson.ANNA)),
        406);
    FhirClient.refused(
        FhirClient.send(
            HttpRequest.newBuilder(FhirClient.address("/Appointment/$find"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("x")),
            token(DemoPerson.ANNA)),
        415);
  }

  @Test
  void nobody_enters_without_a_token_that_was_made_for_this() throws Exception {
    FhirClient.refused(FhirClient.get("", "/Appointment"), 401);
    FhirClient.refused(FhirClient.get("nonsense", "/Appointment"), 401);
    FhirClient.refused(FhirClient.get(token(DemoPerson.ANNA) + "x", "/Appointment"), 401);
    FhirClient.refused(FhirClient.get(foreign, "/Appointment"), 401);
    FhirClient.refused(FhirClient.get(token(DemoPerson.COMPLIANCE), "/Appointment"), 403);
    assertThat(Visits.trail(DemoPerson.ANNA)).contains("refused fhir.enter");
    assertThat(Visits.trail(DemoPerson.COMPLIANCE)).contains("refused fhir.enter");
  }

  /** Else a foreign page could book with the cookie of whoever looks at it. */
  @Test
  void a_session_of_the_pages_does_not_count() throws Exception {
    String cookies =
        CHROMIUM.as(DemoPerson.ANNA).context().cookies(Stack.url("/")).stream()
            .map((Cookie cookie) -> cookie.name + "=" + cookie.value)
            .collect(Collectors.joining("; "));
    FhirClient.refused(
        FhirClient.send(
            HttpRequest.newBuilder(FhirClient.address("/Appointment")).header("Cookie", cookies),
            ""),
        401);
    for (String token : new String[] {"nonsense", token(DemoPerson.ANNA) + "x"}) {
      FhirClient.refused(
          FhirClient.send(
              HttpRequest.newBuilder(FhirClient.address("/Appointment")).header("Cookie", cookies),
              token),
          401);
    }
  }
}
