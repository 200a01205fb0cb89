package org.televisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** A clinic with two visits, and a program that has tokens of the real identity provider. */
abstract class FhirFixture {

  static final Map<DemoPerson, String> TOKENS = new EnumMap<>(DemoPerson.class);

  String lin = "";
  String anna = "";
  UUID visit = UUID.randomUUID();

  @BeforeAll
  static void aProgramThatIsRegistered() throws Exception {
    FhirClient.register();
    TOKENS.putAll(FhirClient.tokens());
  }

  /** Dr Lin works day and night; Anna has a visit with her in two days, Bo with Dr Meyer. */
  @BeforeEach
  void aClinic() throws Exception {
    Stack.cleanSlate();
    visit = Visits.in(Duration.ofDays(2), DemoPerson.ANNA, DemoPerson.LIN);
    Visits.in(Duration.ofDays(2), DemoPerson.BO, DemoPerson.MEYER);
    lin = id("practitioner", DemoPerson.LIN);
    anna = id("patient", DemoPerson.ANNA);
    Stack.sql(
        """
        truncate working_hours cascade;
        insert into working_hours (id, version, practitioner_id, weekday, from_minute, until_minute,
          valid_from, set_by, set_at)
        select gen_random_uuid(), 0, '%s', day, 0, 1440, date '2020-01-01', 'test', now()
        from generate_series(1, 7) day
        """
            .formatted(lin));
  }

  static String id(String table, DemoPerson person) throws Exception {
    return Visits.read("select id::text from " + table + " where subject = ?", person.subject())
        .get(0);
  }

  static String token(DemoPerson person) {
    return Objects.requireNonNull(TOKENS.get(person));
  }

  static <R extends Resource> R get(DemoPerson who, Class<R> type, String path) throws Exception {
    HttpResponse<String> answer = FhirClient.get(token(who), path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/fhir+json");
    return FhirCheck.valid(type, answer.body());
  }

  static Bundle post(DemoPerson who, String operation, String parameters) throws Exception {
    HttpResponse<String> answer =
        FhirClient.post(token(who), "/Appointment/" + operation, body(parameters));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return FhirCheck.valid(Bundle.class, answer.body());
  }

  static String body(String parameters) {
    return "{\"resourceType\": \"Parameters\", \"parameter\": [" + parameters + "]}";
  }

  static String time(String name, Instant instant) {
    return "{\"name\": \"%s\", \"valueDateTime\": \"%s\"}"
        .formatted(name, instant.truncatedTo(ChronoUnit.SECONDS));
  }

  static String reference(String name, String reference) {
    return "{\"name\": \"%s\", \"valueReference\": {\"reference\": \"%s\"}}"
        .formatted(name, reference);
  }

  static <R extends Resource> List<R> entries(Bundle bundle, Class<R> type) {
    return bundle.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  static List<String> ids(Bundle bundle) {
    return entries(bundle, Appointment.class).stream()
        .map(found -> found.getIdElement().getIdPart())
        .toList();
  }
}
