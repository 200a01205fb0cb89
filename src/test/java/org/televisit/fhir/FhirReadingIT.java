package org.televisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** What a program reads for a person: theirs, in pages, and of others only that they are busy. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FhirReadingIT extends FhirFixture {

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

  private Slot slot(DemoPerson who, String id) throws Exception {
    return get(who, Slot.class, "/Slot/" + id);
  }
}
