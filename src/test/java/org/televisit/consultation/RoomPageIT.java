package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.sql.SQLException;
import java.time.Duration;
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

/** The room when things do not go straight. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoomPageIT {

  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private UUID visit = UUID.randomUUID();

  @BeforeEach
  void begin() throws SQLException {
    Stack.cleanSlate();
    visit = agreed(Duration.ofMinutes(5));
  }

  private static UUID agreed(Duration fromNow) throws SQLException {
    UUID id = Visits.in(fromNow, DemoPerson.ANNA, DemoPerson.LIN);
    for (DemoPerson person : List.of(DemoPerson.ANNA, DemoPerson.LIN)) {
      Visits.answer(id, person, "treatment", "permit");
      Visits.answer(id, person, "recording", "permit");
    }
    return id;
  }

  private RoomScreen patient() {
    return RoomScreen.enter(CHROMIUM.as(DemoPerson.ANNA), visit);
  }

  private RoomScreen doctor() {
    return RoomScreen.enter(CHROMIUM.as(DemoPerson.LIN), visit);
  }

  @Test
  void a_reload_brings_the_person_back_into_the_same_visit() throws SQLException {
    RoomScreen patient = patient();
    RoomScreen doctor = doctor();
    doctor.letIn();
    doctor.seesSomebody();
    doctor.waitsUntilStored(3_000, 2);
    patient.page().reload();
    doctor.showsOf("Anna Schmidt", "is lost");
    patient.goesIn();
    patient.seesSomebody();
    doctor.seesSomebodyAnew();
    doctor.endsTheVisit();
    RecordedVisitPageIT.awaitSealed(visit, 3);
    assertThat(Visits.read("select count(*) from encounter")).containsExactly("1");
    assertThat(Visits.read("select stretch from recording where role = 'patient' order by 1"))
        .containsExactly("1", "2");
    assertThat(Visits.read("select coalesce(reason, 'open') from presence order by id"))
        .containsExactlyInAnyOrder("lost", "ended", "ended");
  }

  @Test
  void the_newest_tab_wins_and_the_older_one_is_told() {
    RoomScreen first = patient();
    first.says("You are in the waiting room");
    RoomScreen second = RoomScreen.enter(first.page().context().newPage(), visit);
    second.says("You are in the waiting room");
    first.says("from another tab or device");
  }

  @Test
  void who_withdraws_during_the_visit_is_recorded_no_longer() throws SQLException {
    RoomScreen patient = patient();
    RoomScreen doctor = doctor();
    doctor.letIn();
    doctor.waitsUntilStored(3_000, 2);
    Page consents = patient.page().context().newPage();
    consents.navigate(Stack.url("/visit/consents.xhtml?id=" + visit));
    consents.locator("[id$=deny]").nth(1).click();
    doctor.reads("Anna Schmidt: not recorded (declined)");
    patient.reads("You: not recorded (declined)");
    RecordedVisitPageIT.awaitState(visit, "patient", "sealed");
    doctor.seesSomebody();
    doctor.reads("You: recorded");
    doctor.endsTheVisit();
    RecordedVisitPageIT.awaitSealed(visit, 2);
  }

  @Test
  void who_leaves_can_come_back() {
    RoomScreen patient = patient();
    RoomScreen doctor = doctor();
    doctor.letIn();
    doctor.seesSomebody();
    patient.page().locator("#leave").click();
    patient.page().locator("#leave-yes").click();
    patient.says("You have left");
    doctor.says("Anna Schmidt has left");
    patient.page().locator("#come-back").click();
    patient.goesIn();
    patient.seesSomebody();
    doctor.seesSomebody();
  }

  @Test
  void the_others_see_who_is_muted_and_whose_camera_is_off() {
    RoomScreen patient = patient();
    RoomScreen doctor = doctor();
    doctor.letIn();
    doctor.seesSomebody();
    patient.page().locator("#microphone").click();
    assertThat(patient.page().locator("#microphone")).hasAttribute("aria-pressed", "false");
    doctor.showsOf("Anna Schmidt", "microphone off");
    patient.page().locator("#camera").click();
    doctor.showsOf("Anna Schmidt", "camera off");
  }

  @Test
  void a_blocked_camera_has_its_own_sentence_and_a_way_on() {
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    page.addInitScript(
        """
        const allowed = MediaDevices.prototype.getUserMedia;
        MediaDevices.prototype.getUserMedia = function (wanted) {
          return window.unblocked ? allowed.call(this, wanted)
              : Promise.reject(new DOMException('no', 'NotAllowedError'));
        };
        """);
    page.navigate(Stack.url("/room/visit.xhtml?id=" + visit));
    assertThat(page.locator("#preview-said")).containsText("Camera and microphone are blocked");
    assertThat(page.locator("#join")).isDisabled();
    page.evaluate("window.unblocked = true");
    page.locator("#try-again").click();
    assertThat(page.locator("#preview-said")).containsText("Camera and microphone work");
    assertThat(page.locator("#join")).isEnabled();
  }

  @Test
  void without_answers_the_page_leads_to_the_questions() throws SQLException {
    Stack.cleanSlate();
    UUID unanswered = Visits.in(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    page.navigate(Stack.url("/room/visit.xhtml?id=" + unanswered));
    assertThat(page.locator("#visit")).hasCount(0);
    page.locator("#answer-first").click();
    assertThat(page).hasURL(Stack.url("/visit/consents.xhtml?id=" + unanswered));
  }

  @Test
  void before_its_time_the_page_says_when() throws SQLException {
    UUID later = agreed(Duration.ofHours(3));
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    page.navigate(Stack.url("/room/visit.xhtml?id=" + later));
    assertThat(page.locator("main")).containsText("It is too early. The room opens at");
    assertThat(page.locator("#visit")).hasCount(0);
  }

  @Test
  void somebody_elses_visit_does_not_exist() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.BO);
    assertThat(page.navigate(Stack.url("/room/visit.xhtml?id=" + visit)).status()).isEqualTo(404);
    assertThat(Visits.trail(DemoPerson.BO)).contains("refused appointment.read");
  }

  @Test
  void the_preview_and_the_waiting_room_are_accessible_and_fit_a_phone() {
    Browser.NewContextOptions phone = new Browser.NewContextOptions().setViewportSize(390, 844);
    Page page = CHROMIUM.as(DemoPerson.ANNA, phone);
    page.navigate(Stack.url("/room/visit.xhtml?id=" + visit));
    assertThat(page.locator("#join")).isEnabled();
    assertThat(Accessibility.violations(page)).isEmpty();
    page.locator("#join").click();
    new RoomScreen(page).says("You are in the waiting room");
    assertThat(Accessibility.violations(page)).isEmpty();
    BoundingBox bar = page.locator("#leave").boundingBox();
    assertThat(bar.y + bar.height).isLessThanOrEqualTo(844);
    assertThat(bar.x + bar.width).isLessThanOrEqualTo(390);
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
  }

  @Test
  void the_own_picture_is_moved_by_the_arrow_keys() {
    Page page = patient().page();
    page.locator("#self").focus();
    double before = page.locator("#self").boundingBox().x;
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator("#self").boundingBox().x).isLessThan(before);
    page.keyboard().press("ArrowUp");
    assertThat(page.locator("#self").boundingBox().y).isLessThan(400);
  }
}
