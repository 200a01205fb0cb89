package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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

/**
 * A child's visit: her mother and the doctor talk and are recorded, then an interpreter comes who
 * has declined. The mother is where everybody must agree.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LateJoinerPageIT {

  private static final TestCamera DOCTORS = TestCamera.BLUE;
  private static final TestCamera MOTHERS = TestCamera.ORANGE;

  /** When the first of a page's connections could carry anything. */
  private static final String FIRST_CONNECTED =
      """
      window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(...of) {
          super(...of);
          this.addEventListener('connectionstatechange', () => {
            if (this.connectionState === 'connected') window.connectedAt ??= Date.now();
          });
        }
      };
      """;

  @RegisterExtension
  static final Chromium DOCTORS_PC = Chromium.filming(DOCTORS.picture(), DOCTORS.sound());

  @RegisterExtension
  static final Chromium OTHERS_PC = Chromium.filming(MOTHERS.picture(), MOTHERS.sound());

  private UUID visit = UUID.randomUUID();

  @BeforeEach
  void begin() throws SQLException {
    Stack.cleanSlate();
    visit = Visits.in(Duration.ofMinutes(5), DemoPerson.MIA, DemoPerson.LIN);
    for (String purpose : List.of("treatment", "recording")) {
      Visits.answerFor(visit, DemoPerson.MIA, DemoPerson.ANNA, purpose, "permit");
      Visits.answer(visit, DemoPerson.LIN, purpose, "permit");
    }
    Visits.answer(visit, DemoPerson.ANNA, "recording", "permit");
    Visits.accompany(DemoPerson.BO, DemoPerson.MIA, "interpreter");
    Visits.answer(visit, DemoPerson.BO, "recording", "deny");
    Visits.at(visit, "DE", DemoPerson.ANNA); // where everybody must agree
  }

  @Test
  void recording_pauses_before_the_newcomer_is_there_and_goes_on_when_they_have_left()
      throws SQLException, IOException {
    RoomScreen mother = RoomScreen.enter(OTHERS_PC.as(DemoPerson.ANNA), visit);
    RoomScreen doctor = RoomScreen.enter(DOCTORS_PC.as(DemoPerson.LIN), visit);
    RoomScreen newcomer = meetAndThen(mother, doctor);

    everybodyReadsWhy(mother, doctor, newcomer);
    newcomer.sees("Mei Lin", DOCTORS);
    newcomer.sees("Anna Schmidt", MOTHERS);
    doctor.sees("Bo Andersson", MOTHERS);
    assertThat(Accessibility.violations(doctor.page())).isEmpty();
    Instant connected = connected(newcomer.page());
    somethingHappensThatNobodyMayKeep(doctor.page());

    Instant left = Instant.now();
    newcomer.page().locator("#leave").click();
    newcomer.page().locator("#leave-yes").click();
    newcomer.says("You have left");
    mother.reads("You: recorded, safely stored").reads("Mei Lin: recorded, safely stored");
    doctor.waitsUntilStored(stored(doctor) + 5_000, 2);
    doctor.endsTheVisit();
    mother.says("The visit has ended");
    nothingLiesBetween(connected, left);
  }

  @Test
  void recording_goes_on_when_the_newcomer_agrees_aloud() throws SQLException {
    RoomScreen mother = RoomScreen.enter(OTHERS_PC.as(DemoPerson.ANNA), visit);
    RoomScreen doctor = RoomScreen.enter(DOCTORS_PC.as(DemoPerson.LIN), visit);
    RoomScreen newcomer = meetAndThen(mother, doctor);
    everybodyReadsWhy(mother, doctor, newcomer);
    doctor.page().locator("#recording").click();
    doctor.page().getByText("Bo Andersson says it aloud").click();
    doctor.page().locator("#witness-permit").click();
    newcomer.reads("You: recorded, safely stored").reads("Mei Lin: recorded, safely stored");
    mother.reads("Bo Andersson: recorded, safely stored").reads("You: recorded, safely stored");
    doctor.endsTheVisit();
    newcomer.says("The visit has ended");
    assertThat(Visits.read("select count(*) from recording where subject = ?", subjectOfBo()))
        .containsExactly("1");
  }

  /** Mother and doctor are recorded; the interpreter waits, is announced, and is let in. */
  private RoomScreen meetAndThen(RoomScreen mother, RoomScreen doctor) {
    doctor.letIn("Anna Schmidt");
    doctor.sees(MOTHERS);
    mother.sees(DOCTORS);
    doctor.reads("Anna Schmidt: recorded, safely stored").waitsUntilStored(5_000, 2);

    Page page = OTHERS_PC.as(DemoPerson.BO);
    page.addInitScript(FIRST_CONNECTED);
    RoomScreen newcomer = RoomScreen.enter(page, visit).says("You are in the waiting room");
    assertThat(doctor.page().locator("#waiting"))
        .containsText("Bo Andersson is waiting. Bo Andersson has not agreed to be recorded");
    assertThat(doctor.page().locator("#veil")).isHidden();
    assertThat(Accessibility.violations(doctor.page())).isEmpty();
    doctor.reads("You: recorded, safely stored");
    doctor.letIn("Bo Andersson");
    return newcomer;
  }

  private static void everybodyReadsWhy(RoomScreen mother, RoomScreen doctor, RoomScreen newcomer) {
    String because = ": not recorded. Bo Andersson did not agree, and here everybody must.";
    doctor.reads("You" + because).reads("Anna Schmidt" + because);
    doctor.reads("Bo Andersson: not recorded (declined)");
    mother.reads("You" + because).reads("Mei Lin" + because);
    newcomer.reads("Mei Lin: not recorded. You did not agree, and here everybody must.");
    assertThat(mother.page().locator("#news")).containsText("is paused");
  }

  private static Instant connected(Page page) {
    return Instant.ofEpochMilli(((Number) page.evaluate("window.connectedAt")).longValue());
  }

  /** The doctor's picture is black for two seconds; it would be found in the file. */
  private static void somethingHappensThatNobodyMayKeep(Page page) {
    page.locator("#camera").click();
    assertThat(page.locator("#camera")).hasAttribute("aria-pressed", "false");
    frames(page, 40);
    page.locator("#camera").click();
    assertThat(page.locator("#camera")).hasAttribute("aria-pressed", "true");
    frames(page, 20);
  }

  /** Waits for so many pictures of one's own camera. */
  private static void frames(Page page, int count) {
    String seen = "() => document.getElementById('self-picture').getVideoPlaybackQuality()";
    int before = ((Number) page.evaluate(seen + ".totalVideoFrames")).intValue();
    page.waitForFunction(
        "most => document.getElementById('self-picture').getVideoPlaybackQuality()"
            + ".totalVideoFrames >= most",
        before + count);
  }

  private static long stored(RoomScreen screen) {
    return screen.stored().stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  private void nothingLiesBetween(Instant connected, Instant left)
      throws SQLException, IOException {
    Waiting.until(
        () -> Visits.read("select state from recording where appointment_id = ?", visit),
        states -> states.stream().allMatch("sealed"::equals));
    assertThat(Stretch.of(visit, DemoPerson.BO)).isEmpty();
    ReviewDesk desk = ReviewDesk.open(DOCTORS_PC.as(DemoPerson.COMPLIANCE), visit);
    for (DemoPerson who : List.of(DemoPerson.LIN, DemoPerson.ANNA)) {
      List<Recorded> parts = Recorded.of(visit, who);
      assertThat(parts).as("%s", who).hasSize(2);
      assertThat(parts.get(0).to()).as("%s", who).isBefore(connected);
      assertThat(parts.get(1).from()).as("%s", who).isAfter(left);
      double seconds = parts.stream().mapToDouble(Recorded::seconds).sum();
      double filmed = 0;
      for (Stretch stretch : Stretch.of(visit, who)) {
        Probe file = new Probe(desk.download(stretch.id()));
        filmed += file.filmed();
        TestCamera camera = who == DemoPerson.LIN ? DOCTORS : MOTHERS;
        assertThat(file.colours())
            .allSatisfy(c -> assertThat(camera.shows(c[0], c[1], c[2])).as("%s", c).isTrue());
      }
      assertThat(filmed).as("seconds of %s", who).isBetween(seconds - 3, seconds + 2);
    }
  }

  private static String subjectOfBo() {
    return DemoPerson.BO.subject();
  }
}
