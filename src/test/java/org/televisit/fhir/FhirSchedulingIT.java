package org.televisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** A program finds a time, holds and books it, as its person might on the pages. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FhirSchedulingIT extends FhirFixture {

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
}
