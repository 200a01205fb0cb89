package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.sql.SQLException;
import java.time.Duration;
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

/** Somebody says in the visit whether they may be recorded, and the doctor notes it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SpokenAnswerPageIT {

  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private UUID visit = UUID.randomUUID();

  @BeforeEach
  void begin() throws SQLException {
    Stack.cleanSlate();
    visit = Visits.in(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
    for (DemoPerson person : new DemoPerson[] {DemoPerson.ANNA, DemoPerson.LIN}) {
      Visits.answer(visit, person, "treatment", "permit");
    }
    Visits.answer(visit, DemoPerson.LIN, "recording", "permit");
    Visits.answer(visit, DemoPerson.ANNA, "recording", "deny");
    Visits.at(visit, "SE", DemoPerson.ANNA, DemoPerson.LIN); // where each decides for themselves
  }

  @Test
  void who_agrees_aloud_is_recorded_from_then_on_and_who_stops_aloud_is_not() throws SQLException {
    RoomScreen patient = RoomScreen.enter(CHROMIUM.as(DemoPerson.ANNA), visit);
    RoomScreen doctor = RoomScreen.enter(CHROMIUM.as(DemoPerson.LIN), visit);
    doctor.letIn();
    doctor.reads("Anna Schmidt: not recorded (declined)");

    asksByKeyboard(doctor.page(), "declined so far");
    doctor.page().keyboard().press("Tab");
    assertThat(doctor.page().locator("#witness-permit")).isFocused();
    doctor.page().keyboard().press("Enter");
    patient.reads("You: recorded, safely stored");
    doctor.reads("Anna Schmidt: recorded, safely stored");
    assertThat(
            Visits.read(
                "select concat_ws(' ', provision, language, witness) from consent"
                    + " where how = 'spoken' and subject = ?",
                DemoPerson.ANNA.subject()))
        .containsExactly("permit en " + DemoPerson.LIN.subject());

    asksByKeyboard(doctor.page(), "agreed so far");
    doctor.page().locator("#witness-deny").click();
    patient.reads("You: not recorded (declined)");
    RecordedVisitPageIT.awaitState(visit, "patient", "sealed");
  }

  private static void asksByKeyboard(Page page, String soFar) {
    page.locator("#recording").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#recording-dialog")).isVisible();
    assertThat(page.locator("#witness-people")).containsText("Anna Schmidt: " + soFar);
    assertThat(Accessibility.violations(page)).isEmpty();
    page.keyboard().press("Shift+Tab");
    assertThat(page.locator("#witness-people button")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#witness-dialog")).isVisible();
    assertThat(page.locator("#witness-dialog"))
        .containsText("We would like to record this visit: your picture, your voice");
    assertThat(page.locator("#witness-dialog [lang=zh-CN]")).containsText("我们希望录制本次就诊");
    assertThat(page.locator("#witness-dialog input:checked")).hasAttribute("value", "en");
    assertThat(Accessibility.violations(page)).isEmpty();
  }

  @Test
  void closing_the_question_notes_nothing() throws SQLException {
    RoomScreen.enter(CHROMIUM.as(DemoPerson.ANNA), visit);
    RoomScreen doctor = RoomScreen.enter(CHROMIUM.as(DemoPerson.LIN), visit);
    doctor.letIn();
    doctor.reads("Anna Schmidt: not recorded (declined)");
    asksByKeyboard(doctor.page(), "declined so far");
    doctor.page().keyboard().press("Escape");
    assertThat(doctor.page().locator("#witness-dialog")).isHidden();
    doctor.waitsUntilStored(3_000, 1);
    assertThat(Visits.read("select count(*) from consent where how = 'spoken'"))
        .containsExactly("0");
  }

  @Test
  void a_patient_has_no_such_question() {
    RoomScreen patient = RoomScreen.enter(CHROMIUM.as(DemoPerson.ANNA), visit);
    RoomScreen.enter(CHROMIUM.as(DemoPerson.LIN), visit).letIn();
    patient.seesSomebody();
    patient.page().locator("#recorded button").click();
    assertThat(patient.page().locator("#recording-dialog")).isVisible();
    assertThat(patient.page().locator("#recording-dialog"))
        .containsText("You declined, so you are not recorded");
    assertThat(patient.page().locator("#witness-part")).hasCount(0);
    assertThat(Accessibility.violations(patient.page())).isEmpty();
  }
}
