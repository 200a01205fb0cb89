package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
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

/** From the moment somebody withdraws, nothing of them is recorded; of the others all is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WithdrawConsentPageIT {

  private static final TestCamera DOCTORS = TestCamera.BLUE;
  private static final TestCamera PATIENTS = TestCamera.ORANGE;

  /** Longest time from the kept answer to the last byte of who withdrew. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @RegisterExtension
  static final Chromium DOCTORS_PC = Chromium.filming(DOCTORS.picture(), DOCTORS.sound());

  @RegisterExtension
  static final Chromium PATIENTS_PC = Chromium.filming(PATIENTS.picture(), PATIENTS.sound());

  private UUID visit = UUID.randomUUID();

  @BeforeEach
  void begin() throws SQLException {
    Stack.cleanSlate();
    visit = Visits.agreed(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
    Visits.at(visit, "SE", DemoPerson.ANNA, DemoPerson.LIN); // where each decides for themselves
  }

  @Test
  void withdrawing_in_the_room_stops_the_recording_at_once() throws SQLException, IOException {
    RoomScreen patient = RoomScreen.enter(PATIENTS_PC.as(DemoPerson.ANNA), visit);
    RoomScreen doctor = meet(patient);
    opensByKeyboard(patient.page());

    withdrawsByKeyboard(patient.page());
    readsThatNobodyRecordsThem(patient, doctor);
    Instant withdrawn = withdrawn();
    assertThat(patient.page().locator("#mine-now")).containsText("You: not recorded (declined)");
    assertThat(patient.page().locator("#mine-said"))
        .hasText("Recording of you has stopped, and your withdrawal is stored.");
    assertThat(patient.page().locator("#mine-withdraw")).isHidden();
    assertThat(Accessibility.violations(patient.page())).isEmpty();
    patient.page().keyboard().press("Enter");
    assertThat(patient.page().locator("#recording-dialog")).isHidden();

    theDoctorsGoesOn(doctor, patient, withdrawn);
    endsWithin(withdrawn);
  }

  @Test
  void withdrawing_on_the_page_of_the_answers_does_the_same() throws SQLException, IOException {
    RoomScreen patient = RoomScreen.enter(PATIENTS_PC.as(DemoPerson.ANNA), visit);
    RoomScreen doctor = meet(patient);
    Page answers = patient.page().context().newPage();
    answers.navigate(Stack.url("/visit/consents.xhtml?id=" + visit));
    Locator withdraw = button(answers, "I withdraw my agreement to being recorded");
    withdraw.click();
    readsThatNobodyRecordsThem(patient, doctor);
    Instant withdrawn = withdrawn();
    theDoctorsGoesOn(doctor, patient, withdrawn);
    endsWithin(withdrawn);
  }

  @Test
  void who_agrees_again_is_recorded_again_and_the_time_between_is_missing()
      throws SQLException, IOException {
    RoomScreen patient = RoomScreen.enter(PATIENTS_PC.as(DemoPerson.ANNA), visit);
    RoomScreen doctor = meet(patient);
    opensByKeyboard(patient.page());
    withdrawsByKeyboard(patient.page());
    readsThatNobodyRecordsThem(patient, doctor);
    Instant withdrawn = withdrawn();
    Page answers =
        patient.page().context().waitForPage(() -> patient.page().locator("#mine-answers").click());
    button(answers, "I agree to being recorded").click();
    doctor.reads("Anna Schmidt: recorded, safely stored");
    doctor.waitsUntilStored(8_000, 2);
    doctor.endsTheVisit();
    RecordedVisitPageIT.awaitSealed(visit, 3);
    List<Stretch> patients = Stretch.of(visit, DemoPerson.ANNA);
    assertThat(patients).hasSize(2);
    assertThat(patients)
        .noneMatch(stretch -> stretch.touches(withdrawn.plus(AT_ONCE), agreedAgain()));
  }

  private static Locator button(Page page, String words) {
    return page.locator("input[type=submit][value='" + words + "']");
  }

  private RoomScreen meet(RoomScreen patient) {
    RoomScreen doctor = RoomScreen.enter(DOCTORS_PC.as(DemoPerson.LIN), visit);
    doctor.letIn();
    doctor.sees(PATIENTS);
    patient.sees(DOCTORS);
    doctor.waitsUntilStored(4_000, 2);
    return doctor;
  }

  /** From the bar to the dialog, which says what withdrawing does before it is done. */
  private static void opensByKeyboard(Page page) {
    page.locator("#recording").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#recording-dialog")).isVisible();
    assertThat(page.locator("#mine-now")).containsText("You: recorded");
    assertThat(page.locator("#mine-effect"))
        .containsText(
            Pattern.compile(
                "from that moment on you are not recorded. What is stored until now \\(0\\d:\\d\\d\\)"));
    assertThat(page.locator("#mine-effect")).containsText("your treatment stays the same");
    assertThat(Accessibility.violations(page)).isEmpty();
  }

  private static void withdrawsByKeyboard(Page page) {
    page.keyboard().press("Shift+Tab");
    assertThat(page.locator("#withdraw")).isFocused();
    page.keyboard().press("Enter");
  }

  /**
   * When the patient's agreement ended: how long the browser took to say so is not measured. The
   * row is written when the recorder has stopped already.
   */
  private Instant withdrawn() {
    List<String> moments =
        Waiting.until(
            () ->
                Visits.read(
                    """
                    select (extract(epoch from max(ended_at)) * 1000)::bigint from consent
                    where appointment_id = ? and subject = ? and purpose = 'recording'
                    having max(ended_at) is not null
                    """,
                    visit,
                    DemoPerson.ANNA.subject()),
            found -> !found.isEmpty());
    return Instant.ofEpochMilli(Long.parseLong(moments.get(0)));
  }

  /** By the row: the page says so only when it has loaded anew, and recording does not wait. */
  private Instant agreedAgain() {
    List<String> moments =
        Waiting.until(
            () ->
                Visits.read(
                    """
                    select (extract(epoch from answered_at) * 1000)::bigint from consent
                    where appointment_id = ? and subject = ? and purpose = 'recording'
                    and provision = 'permit' and ended_at is null
                    """,
                    visit,
                    DemoPerson.ANNA.subject()),
            found -> !found.isEmpty());
    return Instant.ofEpochMilli(Long.parseLong(moments.get(0)));
  }

  /** When the first byte of their recording came, which goes on. */
  private Instant began(DemoPerson who) throws SQLException {
    String moment =
        Visits.read(
                """
                select (extract(epoch from started_at) * 1000)::bigint from recording
                where appointment_id = ? and subject = ?
                """,
                visit,
                who.subject())
            .get(0);
    return Instant.ofEpochMilli(Long.parseLong(moment));
  }

  private static void readsThatNobodyRecordsThem(RoomScreen patient, RoomScreen doctor) {
    doctor.reads("Anna Schmidt: not recorded (declined)");
    patient.reads("You: not recorded (declined)");
    assertThat(doctor.page().locator("#news")).containsText("Anna Schmidt is no longer recorded");
  }

  private void theDoctorsGoesOn(RoomScreen doctor, RoomScreen patient, Instant withdrawn)
      throws SQLException {
    doctor.reads("You: recorded");
    patient.reads("Mei Lin: recorded");
    Duration before = Duration.between(began(DemoPerson.LIN), withdrawn);
    doctor.waitsUntilStored(before.plusSeconds(6).toMillis(), 1);
    doctor.sees(PATIENTS);
    doctor.endsTheVisit();
    RecordedVisitPageIT.awaitSealed(visit, 2);
  }

  /** By the rows, and by what somebody who knows nothing of us finds in the files. */
  private void endsWithin(Instant withdrawn) throws SQLException, IOException {
    Stretch patients = Stretch.of(visit, DemoPerson.ANNA).get(0);
    Stretch doctors = Stretch.of(visit, DemoPerson.LIN).get(0);
    assertThat(patients.endedBecause()).isEqualTo("withdrawn");
    assertThat(patients.to()).isBefore(withdrawn.plus(AT_ONCE));
    assertThat(doctors.to()).isAfter(withdrawn.plusSeconds(5));

    ReviewDesk desk = ReviewDesk.open(DOCTORS_PC.as(DemoPerson.COMPLIANCE), visit);
    Probe patientsFile = new Probe(desk.download(patients.id()));
    Duration filmed = Duration.ofMillis((long) (1000 * patientsFile.duration()));
    assertThat(patients.from().plus(filmed)).isBefore(withdrawn.plus(AT_ONCE));
    assertThat(patientsFile.pictures()).isLessThanOrEqualTo(patients.seconds() + 1.5);
    assertThat(new Probe(desk.download(doctors.id())).pictures())
        .isGreaterThan(patientsFile.pictures() + 5);
  }
}
