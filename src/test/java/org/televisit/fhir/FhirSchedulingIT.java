package org.televisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** The interface as a program sees it, with tokens of the real identity provider. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FhirSchedulingIT {
  private static final Map<DemoPerson, String> TOKENS = new EnumMap<>(DemoPerson.class);

  private String lin = "";
  private String anna = "";
  private UUID visit = UUID.randomUUID();

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

  private static String id(String table, DemoPerson person) throws Exception {
    return Visits.read("select id::text from " + table + " where subject = ?", person.subject())
        .get(0);
  }

  private static String token(DemoPerson person) {
    return Objects.requireNonNull(TOKENS.get(person));
  }

  private static <R extends Resource> R get(DemoPerson who, Class<R> type, String path)
      throws Exception {
    HttpResponse<String> answer = FhirClient.get(token(who), path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/fhir+json");
    return FhirCheck.valid(type, answer.body());
  }

  private static Bundle post(DemoPerson who, String operation, String parameters) throws Exception {
    HttpResponse<String> answer =
        FhirClient.post(token(who), "/Appointment/" + operation, body(parameters));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return FhirCheck.valid(Bundle.class, answer.body());
  }

  private static String body(String parameters) {
    return "{\"resourceType\": \"Parameters\", \"parameter\": [" + parameters + "]}";
  }

  private static String time(String name, Instant instant) {
    return "{\"name\": \"%s\", \"valueDateTime\": \"%s\"}"
        .formatted(name, instant.truncatedTo(ChronoUnit.SECONDS));
  }

  private static String reference(String name, String reference) {
    return "{\"name\": \"%s\", \"valueReference\": {\"reference\": \"%s\"}}"
        .formatted(name, reference);
  }

  private static <R extends Resource> List<R> entries(Bundle bundle, Class<R> type) {
    return bundle.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static List<String> ids(Bundle bundle) {
    return entries(bundle, Appointment.class).stream()
        .map(found -> found.getIdElement().getIdPart())
        .toList();
  }

  private List<Appointment> free(DemoPerson who, Duration from) throws Exception {
    Instant start = Instant.now().plus(from);
    return entries(
        post(
            who,
            "$find",
            time("start", start)
                + ","
                + time("end", start.plus(Duration.ofHours(3)))
                + ","
                + reference("practitioner", "Practitioner/" + lin)),
        Appointment.class);
  }

  @Test
  void a_patient_sees_the_own_visits_and_the_office_sees_everybodys() throws Exception {
    assertThat(ids(get(DemoPerson.ANNA, Bundle.class, "/Appointment")))
        .containsExactly(visit.toString());
    assertThat(ids(get(DemoPerson.LIN, Bundle.class, "/Appointment")))
        .containsExactly(visit.toString());
    assertThat(ids(get(DemoPerson.ADMIN, Bundle.class, "/Appointment"))).hasSize(2);

    Appointment read = get(DemoPerson.ANNA, Appointment.class, "/Appointment/" + visit);
    assertThat(read.getStatus()).isEqualTo(AppointmentStatus.BOOKED);
    assertThat(read.getMinutesDuration()).isEqualTo(20);
    assertThat(read.getParticipant())
        .extracting(participant -> participant.getActor().getReference())
        .containsExactly("Patient/" + anna, "Practitioner/" + lin);
    FhirClient.refused(FhirClient.get(token(DemoPerson.BO), "/Appointment/" + visit), 404);
    assertThat(Visits.trail(DemoPerson.ANNA)).contains("done fhir.search", "done fhir.read");
    assertThat(Visits.trail(DemoPerson.BO)).contains("refused appointment.read");
  }

  @Test
  void a_search_narrows_by_practitioner_patient_date_and_status() throws Exception {
    for (String narrow :
        List.of(
            "practitioner=" + lin,
            "practitioner=Practitioner/" + lin,
            "patient=Patient/" + anna,
            "patient=" + anna + "&status=booked,arrived",
            "practitioner=" + lin + "&date=ge2020-01-01&date=lt2020-02-01")) {
      List<String> found = ids(get(DemoPerson.ADMIN, Bundle.class, "/Appointment?" + narrow));
      assertThat(found)
          .as(narrow)
          .isEqualTo(narrow.contains("2020") ? List.of() : List.of(visit.toString()));
    }
    assertThat(ids(get(DemoPerson.ADMIN, Bundle.class, "/Appointment?status=cancelled"))).isEmpty();
    assertThat(ids(get(DemoPerson.ANNA, Bundle.class, "/Appointment?patient=" + UUID.randomUUID())))
        .isEmpty();
  }

  @Test
  void a_long_answer_comes_in_pages() throws Exception {
    Bundle first = get(DemoPerson.ADMIN, Bundle.class, "/Appointment?_count=1");
    assertThat(first.getTotal()).isEqualTo(2);
    assertThat(ids(first)).hasSize(1);
    String next = first.getLink("next").getUrl();
    assertThat(next).startsWith(Stack.url("/fhir/Appointment?"));

    Bundle second =
        get(DemoPerson.ADMIN, Bundle.class, next.substring(Stack.url("/fhir").length()));
    assertThat(ids(second)).hasSize(1).doesNotContainAnyElementsOf(ids(first));
    assertThat(second.getLink("next")).isNull();
  }

  @Test
  void a_schedule_is_a_practitioners_and_its_slots_name_nobody() throws Exception {
    Bundle schedules = get(DemoPerson.ANNA, Bundle.class, "/Schedule?actor=Practitioner/" + lin);
    Schedule schedule = entries(schedules, Schedule.class).get(0);
    assertThat(schedule.getActorFirstRep().getDisplay()).isEqualTo("Mei Lin");
    assertThat(get(DemoPerson.BO, Schedule.class, "/Schedule/" + lin).getServiceType())
        .isNotEmpty();

    String window =
        "/Slot?schedule=Schedule/%s&start=ge%s&start=lt%s"
            .formatted(
                lin,
                Instant.now().plus(Duration.ofDays(2)).minusSeconds(7200),
                Instant.now().plus(Duration.ofDays(2)).plusSeconds(7200));
    List<Slot> slots = entries(get(DemoPerson.BO, Bundle.class, window), Slot.class);
    assertThat(slots).isNotEmpty().allMatch(slot -> slot.getStatus() == Slot.SlotStatus.FREE);
    Appointment booked = get(DemoPerson.ANNA, Appointment.class, "/Appointment/" + visit);
    assertThat(slots)
        .noneMatch(
            slot ->
                slot.getStart().before(booked.getEnd()) && booked.getStart().before(slot.getEnd()));
    assertThat(entries(get(DemoPerson.ANNA, Bundle.class, window + "&status=busy"), Slot.class))
        .hasSize(1);
    assertThat(entries(get(DemoPerson.BO, Bundle.class, window + "&status=busy"), Slot.class))
        .isEmpty();
  }

  private Slot slot(DemoPerson who, String id) throws Exception {
    return get(who, Slot.class, "/Slot/" + id);
  }

  @Test
  void a_slot_is_read_as_it_is_now() throws Exception {
    Bundle found =
        get(
            DemoPerson.ANNA,
            Bundle.class,
            "/Slot?schedule=%s&start=ge%s&_count=1"
                .formatted(lin, Instant.now().plus(Duration.ofDays(3))));
    Slot free = entries(found, Slot.class).get(0);
    String id = free.getIdElement().getIdPart();
    assertThat(found.getEntryFirstRep().getFullUrl()).isEqualTo(Stack.url("/fhir/Slot/" + id));
    Slot read = slot(DemoPerson.BO, id);
    assertThat(read.getStatus()).isEqualTo(Slot.SlotStatus.FREE);
    assertThat(read.getStart()).isEqualTo(free.getStart());
    assertThat(read.getSchedule().getReference()).isEqualTo("Schedule/" + lin);

    post(DemoPerson.ANNA, "$book", reference("appointment-reference", "Appointment/" + id));
    Slot taken = slot(DemoPerson.BO, id); // by whom is nobody's business
    assertThat(taken.getStatus()).isEqualTo(Slot.SlotStatus.BUSYUNAVAILABLE);
    assertThat(taken.getStart()).isEqualTo(free.getStart());

    assertThat(slot(DemoPerson.ANNA, visit.toString()).getStatus()).isEqualTo(Slot.SlotStatus.BUSY);
    FhirClient.refused(FhirClient.get(token(DemoPerson.BO), "/Slot/" + visit), 404);
    Stack.sql(
        "update appointment set status = 'cancelled', cancel_reason = 'pat', closed_by = 'x',"
            + " closed_at = now() where id = '%s'".formatted(visit));
    FhirClient.refused(FhirClient.get(token(DemoPerson.ANNA), "/Slot/" + visit), 404);
  }

  @Test
  void what_was_never_a_slot_is_not_found() throws Exception {
    Instant start = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 300 * 300);
    UUID doctor = UUID.fromString(lin);
    for (String none :
        List.of(
            "nonsense",
            UUID.randomUUID().toString(),
            ProposalId.of(UUID.randomUUID(), start, "consultation").text(),
            ProposalId.of(doctor, start, "surgery").text(),
            ProposalId.of(doctor, start.plusSeconds(61), "consultation").text(),
            ProposalId.of(doctor, start.plus(Duration.ofDays(400)), "consultation").text(),
            lin + ".zzzzzzzz.00000000")) {
      FhirClient.refused(FhirClient.get(token(DemoPerson.ANNA), "/Slot/" + none), 404);
    }
    String past = ProposalId.of(doctor, start.minus(Duration.ofDays(1)), "consultation").text();
    assertThat(slot(DemoPerson.ANNA, past).getStatus()).isEqualTo(Slot.SlotStatus.BUSYUNAVAILABLE);
  }

  @Test
  void a_patient_finds_holds_and_books() throws Exception {
    Appointment proposed = free(DemoPerson.ANNA, Duration.ofDays(3)).get(0);
    assertThat(proposed.getStatus()).isEqualTo(AppointmentStatus.PROPOSED);
    String name = "Appointment/" + proposed.getIdElement().getIdPart();

    Appointment held =
        entries(
                post(DemoPerson.ANNA, "$hold", reference("appointment-reference", name)),
                Appointment.class)
            .get(0);
    assertThat(held.getStatus()).isEqualTo(AppointmentStatus.PENDING);
    assertThat(held.getStart()).isEqualTo(proposed.getStart());

    Appointment booked =
        entries(
                post(
                    DemoPerson.ANNA,
                    "$book",
                    reference(
                            "appointment-reference",
                            "Appointment/" + held.getIdElement().getIdPart())
                        + ",{\"name\": \"comment\", \"valueString\": \"a cough\"}"),
                Appointment.class)
            .get(0);
    assertThat(booked.getStatus()).isEqualTo(AppointmentStatus.BOOKED);
    assertThat(ids(get(DemoPerson.ANNA, Bundle.class, "/Appointment")))
        .contains(booked.getIdElement().getIdPart());
    assertThat(Visits.read("select reason from appointment where reason is not null"))
        .containsExactly("a cough");
  }

  @Test
  void who_comes_second_gets_a_conflict_with_other_times_that_can_be_had() throws Exception {
    String name =
        "Appointment/"
            + free(DemoPerson.ANNA, Duration.ofDays(3)).get(0).getIdElement().getIdPart();
    post(DemoPerson.ANNA, "$book", reference("appointment-reference", name));

    OperationOutcome conflict =
        FhirClient.refused(
            FhirClient.post(
                token(DemoPerson.BO),
                "/Appointment/$hold",
                body(reference("appointment-reference", name))),
            409);
    assertThat(conflict.getIssueFirstRep().getCode())
        .isEqualTo(OperationOutcome.IssueType.CONFLICT);
    assertThat(conflict.getIssueFirstRep().getDetails().getText()).contains("Mei Lin");
    String hint = conflict.getIssue().get(1).getDiagnostics();
    String other = hint.substring(hint.indexOf("Appointment/"));
    assertThat(
            entries(
                post(DemoPerson.BO, "$hold", reference("appointment-reference", other)),
                Appointment.class))
        .extracting(Appointment::getStatus)
        .containsExactly(AppointmentStatus.PENDING);
  }

  @Test
  void the_office_books_for_a_patient_and_a_patient_for_nobody_else() throws Exception {
    String name =
        "Appointment/"
            + free(DemoPerson.ADMIN, Duration.ofDays(3)).get(0).getIdElement().getIdPart();
    String forAnna =
        reference("appointment-reference", name) + "," + reference("patient", "Patient/" + anna);

    FhirClient.refused(
        FhirClient.post(token(DemoPerson.BO), "/Appointment/$book", body(forAnna)), 403);
    FhirClient.refused(
        FhirClient.post(
            token(DemoPerson.ADMIN),
            "/Appointment/$book",
            body(reference("appointment-reference", name))),
        400);
    assertThat(entries(post(DemoPerson.ADMIN, "$book", forAnna), Appointment.class))
        .extracting(Appointment::getStatus)
        .containsExactly(AppointmentStatus.BOOKED);
  }

  @Test
  void the_capability_statement_is_true() throws Exception {
    HttpResponse<String> answer = FhirClient.get("", "/metadata"); // everybody may read it
    CapabilityStatement statement = FhirCheck.valid(CapabilityStatement.class, answer.body());
    Set<String> declared = new TreeSet<>();
    for (CapabilityStatementRestResourceComponent resource :
        statement.getRestFirstRep().getResource()) {
      String type = resource.getType();
      resource.getInteraction().forEach(one -> declared.add(type + " " + one.getCode().toCode()));
      resource.getOperation().forEach(one -> declared.add(type + " $" + one.getName()));
      String needed = type.equals("Slot") ? "schedule=" + lin + "&" : "";
      for (var parameter : resource.getSearchParam()) {
        String value = value(parameter.getName(), type.equals("Slot") ? "busy" : "booked");
        get(
            DemoPerson.ADMIN,
            Bundle.class,
            "/"
                + type
                + "?"
                + (parameter.getName().equals("schedule") ? "" : needed)
                + parameter.getName()
                + "="
                + value);
      }
    }
    assertThat(declared).isEqualTo(implemented());
    get(DemoPerson.ADMIN, Appointment.class, "/Appointment/" + visit);
    get(DemoPerson.ADMIN, Schedule.class, "/Schedule/" + lin);
    get(DemoPerson.ADMIN, Slot.class, "/Slot/" + visit);
  }

  private String value(String parameter, String status) {
    return switch (parameter) {
      case "date", "start" -> "ge" + Instant.now().truncatedTo(ChronoUnit.SECONDS);
      case "status" -> status;
      case "service-type" -> "consultation";
      case "patient" -> anna;
      default -> lin;
    };
  }

  /** What the code answers, read from it. */
  private static Set<String> implemented() {
    return Stream.of(AppointmentResource.class, ScheduleResource.class, SlotResource.class)
        .flatMap(
            type ->
                Stream.of(type.getDeclaredMethods())
                    .filter(method -> verb(method).isPresent())
                    .map(
                        method ->
                            type.getAnnotation(Path.class).value() + " " + interaction(method)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static java.util.Optional<Annotation> verb(Method method) {
    return Stream.of(method.getAnnotations())
        .filter(a -> a.annotationType().isAnnotationPresent(jakarta.ws.rs.HttpMethod.class))
        .findFirst();
  }

  private static String interaction(Method method) {
    Path path = method.getAnnotation(Path.class);
    if (path == null) {
      return "search-type";
    }
    return path.value().startsWith("$") ? path.value() : "read";
  }
}
