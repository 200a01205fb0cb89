package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Accessibility;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** The whole story: booked, agreed, met, recorded, reviewed, and every step on the record. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordedVisitPageIT {

  private static final TestCamera DOCTORS = TestCamera.BLUE;
  private static final TestCamera PATIENTS = TestCamera.ORANGE;

  @RegisterExtension
  static final Chromium DOCTORS_PC = Chromium.filming(DOCTORS.picture(), DOCTORS.sound());

  @RegisterExtension
  static final Chromium PATIENTS_PC = Chromium.filming(PATIENTS.picture(), PATIENTS.sound());

  @BeforeEach
  void begin() {
    Stack.cleanSlate();
  }

  @Test
  void a_visit_is_booked_agreed_to_held_recorded_and_reviewed() throws SQLException, IOException {
    UUID visit = book(DOCTORS_PC.as(DemoPerson.ADMIN));
    Page patientsPage = agree(PATIENTS_PC.as(DemoPerson.ANNA), visit);
    Page doctorsPage = agree(DOCTORS_PC.as(DemoPerson.LIN), visit);

    meet(visit, patientsPage, doctorsPage);
    awaitSealed(visit, 2);

    ReviewDesk desk = ReviewDesk.open(PATIENTS_PC.as(DemoPerson.COMPLIANCE), visit);
    assertThat(desk.recordings()).hasCount(2);
    review(desk, "patient", PATIENTS);
    review(desk, "practitioner", DOCTORS);
    desk.plays();
    desk.seeks((long) lasted("patient") - 3);
    desk.seeks(5);

    assertThat(PlaintextSearch.openMediaBelow(Stack.data())).isEmpty();
    assertThat(Visits.read("select status from encounter")).containsExactly("finished");
    assertThat(Visits.read("select status from appointment")).containsExactly("fulfilled");
    assertEverythingIsOnRecord(visit);
  }

  private static UUID book(Page office) throws SQLException {
    ZonedDateTime start = ZonedDateTime.now(ZoneId.of("Europe/Berlin")).plusMinutes(5);
    office.navigate(Stack.url("/admin/book.xhtml"));
    office.getByLabel("Patient").selectOption(DemoPerson.ANNA.fullName());
    office.getByLabel("Doctor").selectOption(DemoPerson.LIN.fullName());
    office.getByLabel("Date").fill(start.toLocalDate().toString());
    office.getByLabel("Begins at").fill(start.format(DateTimeFormatter.ofPattern("HH:mm")));
    office.waitForNavigation(() -> office.locator("#book\\:save").click());
    if (office.locator("[id$=anyway]").isVisible()) { // at night, outside of the doctor's hours
      office.waitForNavigation(() -> office.locator("[id$=anyway]").click());
    }
    assertThat(office.locator("h1")).containsText("Anna Schmidt");
    return UUID.fromString(Visits.read("select id from appointment").get(0));
  }

  private static Page agree(Page page, UUID visit) {
    page.navigate(Stack.url("/visit/consents.xhtml?id=" + visit));
    for (String words : List.of("I agree to treatment by video", "I agree to being recorded")) {
      page.locator("input[type=submit][value='" + words + "']").click();
    }
    assertThat(page.getByText("You agreed", new Page.GetByTextOptions().setExact(true)))
        .hasCount(2);
    return page;
  }

  private static void meet(UUID visit, Page patientsPage, Page doctorsPage) {
    RoomScreen patient = RoomScreen.enter(patientsPage, visit).says("You are in the waiting room");
    RoomScreen doctor = RoomScreen.enter(doctorsPage, visit).says("Anna Schmidt is waiting");
    patient.says("Mei Lin has been told that you are here");
    doctor.letIn();

    doctor.sees(PATIENTS);
    patient.sees(DOCTORS);
    doctor.hears(PATIENTS);
    patient.hears(DOCTORS);
    patient.reads("Mei Lin: recorded, safely stored").reads("You: recorded, safely stored");
    doctor.reads("Anna Schmidt: recorded, safely stored");
    doctor.waitsUntilStored(12_000, 2);
    assertThat(Accessibility.violations(doctorsPage)).isEmpty();

    doctor.endsTheVisit();
    doctor.says("The visit has ended");
    patient.says("The visit has ended");
  }

  /** Sealing follows the end of the upload, which the page does not wait for. */
  static void awaitSealed(UUID visit, int recordings) {
    org.assertj.core.api.Assertions.assertThat(
            Waiting.until(
                () ->
                    Visits.read(
                        "select state from recording where appointment_id = ? order by id", visit),
                states ->
                    states.size() == recordings && states.stream().allMatch("sealed"::equals)))
        .hasSize(recordings);
  }

  static void awaitState(UUID visit, String role, String state) {
    String found =
        Waiting.until(
            () ->
                Visits.read(
                        "select state from recording where appointment_id = ? and role = ?",
                        visit,
                        role)
                    .get(0),
            state::equals);
    assertThat(found).isEqualTo(state);
  }

  private static void review(ReviewDesk desk, String role, TestCamera camera)
      throws IOException, SQLException {
    double lasted = lasted(role);
    Path file = desk.download(role);
    Probe probe = new Probe(file);
    assertThat(probe.codecs()).containsExactly("vp8", "opus");
    assertThat(probe.duration()).isCloseTo(lasted, within(2.0));
    assertThat(probe.pictures()).isCloseTo(lasted, within(2.0));
    assertThat(probe.colours())
        .hasSizeGreaterThan(10)
        .allSatisfy(colour -> assertThat(camera.shows(colour[0], colour[1], colour[2])).isTrue());

    assertThat(desk.duration(role)).isCloseTo(probe.duration(), within(0.1));
    canBeSeekedEverywhere(probe);
  }

  /** A browser is asked for a key frame every five seconds, and follows with its next picture. */
  private static void canBeSeekedEverywhere(Probe probe) {
    List<Double> keys = new ArrayList<>(probe.keyFrames());
    System.out.println("key frames at " + keys + " of " + probe.pictures() + " s");
    assertThat(keys).hasSizeGreaterThanOrEqualTo(3);
    keys.add(probe.pictures());
    for (int i = 1; i < keys.size(); i++) {
      assertThat(keys.get(i) - keys.get(i - 1)).as("%s", keys).isLessThan(7);
    }
  }

  /** From the first byte of the upload to its last, in seconds. */
  private static double lasted(String role) throws SQLException {
    return Double.parseDouble(
        Visits.read(
                "select extract(epoch from ended_at - started_at) from recording where role = ?",
                role)
            .get(0));
  }

  private static void assertEverythingIsOnRecord(UUID visit) throws SQLException {
    List<String> trail =
        Visits.read(
            """
            select outcome || ' ' || action from audit_event
            where action like 'sign-in' or entity = ? or detail like ? || '%' order by id
            """,
            "appointment/" + visit, "appointment/" + visit);
    assertThat(trail)
        .containsSubsequence(
            "done sign-in",
            "done appointment.book",
            "done sign-in",
            "done consent.answer",
            "done consent.answer",
            "done sign-in",
            "done consent.answer",
            "done consent.answer",
            "done room.join",
            "done room.join",
            "done room.admit",
            "done recording.start",
            "done recording.start",
            "done room.end",
            "done recording.stop",
            "done recording.seal",
            "done sign-in",
            "done review.grant",
            "done review.play",
            "done review.play");
    for (String twice :
        List.of("recording.start", "recording.stop", "recording.seal", "review.play")) {
      assertThat(trail.stream().filter(("done " + twice)::equals)).as(twice).hasSize(2);
    }
    assertThat(trail).noneMatch(line -> line.startsWith("refused"));
  }
}
