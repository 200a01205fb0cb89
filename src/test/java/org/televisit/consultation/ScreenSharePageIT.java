package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
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

/** A screen is shown to the others beside its owner's picture, and recorded as its own stretch. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScreenSharePageIT {

  private static final TestCamera DOCTORS = TestCamera.BLUE;
  private static final TestCamera PATIENTS = TestCamera.ORANGE;

  /** Keeps hold of what the page has, to do to it what only a network or a browser's bar does. */
  private static final String HANDLES =
      """
      window.sockets = [];
      window.WebSocket = class extends WebSocket {
        constructor(...of) {
          super(...of);
          window.sockets.push(this);
          if (window.cutOff) { this.close(); }
        }
      };
      const choose = MediaDevices.prototype.getDisplayMedia;
      MediaDevices.prototype.getDisplayMedia = async function (wanted) {
        return window.shown = await choose.call(this, wanted);
      };
      """;

  @RegisterExtension
  static final Chromium DOCTORS_PC = Chromium.filming(DOCTORS.picture(), DOCTORS.sound());

  @RegisterExtension
  static final Chromium PATIENTS_PC = Chromium.filming(PATIENTS.picture(), PATIENTS.sound());

  private UUID visit = UUID.randomUUID();

  @BeforeEach
  void begin() throws SQLException {
    Stack.cleanSlate();
    visit = Visits.agreed(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
  }

  private RoomScreen doctor() {
    Page page = DOCTORS_PC.as(DemoPerson.LIN);
    page.addInitScript(HANDLES);
    return RoomScreen.enter(page, visit);
  }

  @Test
  void a_screen_is_seen_large_recorded_by_itself_and_survives_a_lost_connection()
      throws SQLException, IOException {
    RoomScreen patient = RoomScreen.enter(PATIENTS_PC.as(DemoPerson.ANNA), visit);
    RoomScreen doctor = doctor();
    assertThat(doctor.page().locator("#share")).isDisabled();
    doctor.letIn();
    patient.sees(DOCTORS);

    sharesByKeyboard(doctor.page());
    patient.seesScreen();
    patient.sees(DOCTORS);
    patient.reads("Screen of Mei Lin: recorded, safely stored");
    doctor.reads("Your screen: recorded, safely stored");
    theScreenIsLarge(patient.page(), 1280, 800);
    theScreenIsLarge(patient.page(), 390, 844);
    assertThat(Accessibility.violations(doctor.page())).isEmpty();

    doctor.page().evaluate("window.cutOff = true; window.sockets.at(-1).close()");
    assertThat(doctor.page().locator("#connection")).isVisible();
    doctor.page().evaluate("window.cutOff = false");
    assertThat(doctor.page().locator("#connection")).isHidden();
    patient.seesScreen();
    doctor.waitsUntilStored(stored(doctor) + 4_000, 3);

    endsByTheBrowsersOwnButton(doctor.page());
    assertThat(patient.page().locator("#screens")).isHidden();
    patient.sees(DOCTORS);
    doctor.endsTheVisit();
    patient.says("The visit has ended");
    isRecordedApart();
  }

  private static long stored(RoomScreen screen) {
    return screen.stored().stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  private static void sharesByKeyboard(Page page) {
    assertThat(page.locator("#share")).isEnabled();
    page.locator("#share").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#share-dialog")).isVisible();
    assertThat(page.locator("#share-dialog")).containsText("Everybody in the visit sees all of it");
    assertThat(Accessibility.violations(page)).isEmpty();
    page.keyboard().press("Enter");
    assertThat(page.locator("#sharing")).containsText("You share your screen");
    assertThat(page.locator("#share")).hasAttribute("aria-pressed", "true");
    assertThat(page.locator("#share")).containsText("Stop sharing");
  }

  private static void theScreenIsLarge(Page page, int width, int height) {
    page.setViewportSize(width, height);
    BoundingBox screen = page.locator("#screens video").boundingBox();
    BoundingBox person = page.locator("#pictures video").boundingBox();
    assertThat(screen.width * screen.height).isGreaterThan(3 * person.width * person.height);
    assertThat(screen.y)
        .as("nothing lies over the screen")
        .isGreaterThanOrEqualTo(bottom(page.locator("#recorded").boundingBox()));
    assertThat(person.x >= screen.x + screen.width || person.y >= bottom(screen)).isTrue();
    assertThat(bottom(page.locator("#leave").boundingBox())).isLessThanOrEqualTo(height);
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    assertThat(Accessibility.violations(page)).isEmpty();
  }

  private static double bottom(BoundingBox box) {
    return box.y + box.height;
  }

  /** The browser's bar ends the track, and tells the page. */
  private static void endsByTheBrowsersOwnButton(Page page) {
    page.evaluate(
        """
        () => {
          const [track] = window.shown.getTracks();
          track.stop();
          track.dispatchEvent(new Event('ended'));
        }
        """);
    assertThat(page.locator("#sharing")).isHidden();
    assertThat(page.locator("#share")).hasAttribute("aria-pressed", "false");
  }

  private void isRecordedApart() throws SQLException, IOException {
    List<String> states =
        Waiting.until(
            () -> Visits.read("select state from recording where appointment_id = ?", visit),
            all -> all.stream().allMatch("sealed"::equals));
    List<Stretch> doctors = Stretch.of(visit, DemoPerson.LIN);
    List<Stretch> screens = doctors.stream().filter(s -> s.media().equals("screen")).toList();
    assertThat(states).hasSize(doctors.size() + Stretch.of(visit, DemoPerson.ANNA).size());
    assertThat(screens).hasSize(2);
    assertThat(screens.get(1).endedBecause()).isEqualTo("unshared");

    ReviewDesk desk = ReviewDesk.open(DOCTORS_PC.as(DemoPerson.COMPLIANCE), visit);
    for (Stretch stretch : doctors) {
      Probe file = new Probe(desk.download(stretch.id()));
      boolean screen = stretch.media().equals("screen");
      assertThat(file.codecs()).isEqualTo(screen ? List.of("vp8") : List.of("vp8", "opus"));
      assertThat(file.colours())
          .isNotEmpty()
          .allSatisfy(c -> assertThat(isRight(c, screen)).as("%s", c).isTrue());
    }
  }

  private static boolean isRight(int[] colour, boolean screen) {
    return screen
        ? RoomScreen.isTestScreen(colour[0], colour[1], colour[2])
        : DOCTORS.shows(colour[0], colour[1], colour[2]);
  }

  @Test
  void sharing_is_stopped_by_the_same_button_and_begun_again() {
    RoomScreen patient = RoomScreen.enter(PATIENTS_PC.as(DemoPerson.ANNA), visit);
    RoomScreen doctor = doctor();
    doctor.letIn();
    patient.sees(DOCTORS);
    for (int time = 1; time <= 2; time++) {
      doctor.page().locator("#share").click();
      doctor.page().locator("#share-yes").click();
      patient.seesScreen();
      doctor.page().locator("#share").click();
      assertThat(patient.page().locator("#screens video")).hasCount(0);
    }
    assertThat(patient.page().locator("#news")).containsText("no longer shares their screen");
  }

  @Test
  void a_reload_takes_the_screen_back() {
    RoomScreen patient = RoomScreen.enter(PATIENTS_PC.as(DemoPerson.ANNA), visit);
    RoomScreen doctor = doctor();
    doctor.letIn();
    sharesByKeyboard(doctor.page());
    patient.seesScreen();
    doctor.page().reload();
    doctor.goesIn();
    patient.seesSomebodyAnew();
    assertThat(patient.page().locator("#screens video")).hasCount(0);
    assertThat(doctor.page().locator("#sharing")).isHidden();
  }

  @Test
  void a_choice_that_is_closed_shares_nothing_and_says_so() {
    RoomScreen patient = RoomScreen.enter(PATIENTS_PC.as(DemoPerson.ANNA), visit);
    RoomScreen doctor = doctor();
    doctor.letIn();
    patient.sees(DOCTORS);
    Page page = doctor.page();
    page.evaluate(
        """
        () => MediaDevices.prototype.getDisplayMedia = () =>
            Promise.reject(new DOMException('closed', 'NotAllowedError'))
        """);
    page.locator("#share").click();
    page.locator("#share-yes").click();
    Locator hint = page.locator("#hint");
    assertThat(hint).containsText("Nothing is shared. You closed the choice");
    assertThat(page.locator("#sharing")).isHidden();
    assertThat(Accessibility.violations(page)).isEmpty();
    page.locator("#hint-close").click();
    assertThat(hint).isHidden();
  }

  @Test
  void a_phone_that_cannot_share_has_no_button() {
    Page phone =
        PATIENTS_PC.as(DemoPerson.ANNA, new Browser.NewContextOptions().setViewportSize(390, 844));
    phone.addInitScript("delete MediaDevices.prototype.getDisplayMedia");
    RoomScreen.enter(phone, visit).says("You are in the waiting room");
    assertThat(phone.locator("#share")).isHidden();
  }
}
