package org.televisit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.televisit.dev.DemoPerson;

/**
 * The pages that only a running visit shows: the entrance, the waiting room, the call, the player.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VisitScreensPageIT {
  @RegisterExtension static final Chromium AT_HOME = Chromium.filming(DrawnPerson.PATIENT.film());

  @RegisterExtension static final Chromium AT_WORK = Chromium.filming(DrawnPerson.DOCTOR.film());

  /** A fake camera is called by the path of its file, which no picture should show. */
  private static final String NAMED_DEVICES =
      """
      const devices = navigator.mediaDevices;
      const list = devices.enumerateDevices.bind(devices);
      devices.enumerateDevices = async () => (await list()).map(({ kind, deviceId, groupId }) =>
          ({ kind, deviceId, groupId, label: kind === 'videoinput' ? 'HD camera' : 'Built-in microphone' }));
      """;

  /** What the room would say if nothing of the other person's recording arrived any more. */
  private static final String ALARM_ON_DEMAND =
      """
      window.WebSocket = class extends WebSocket {
        addEventListener(type, listener) {
          super.addEventListener(type, event => {
            if (type !== 'message') return listener(event);
            const message = JSON.parse(event.data);
            if (message.type === 'welcome') window.me = message.seat;
            for (const it of message.recordings ?? message.seats?.map(seat => seat.recording) ?? []) {
              if (window.alarmed && it.state === 'recording' && it.seat !== window.me) it.state = 'stalled';
            }
            return listener({ data: JSON.stringify(message) });
          });
        }
      };
      """;

  private static final Pattern STORED = Pattern.compile("00:(0[3-9]|[1-5]\\d)");

  /** Recording begins with the first key frame, and is reported every few seconds. */
  private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

  private static final LocatorAssertions.IsVisibleOptions LONG =
      new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

  private static final LocatorAssertions.HasCountOptions SLOWLY =
      new LocatorAssertions.HasCountOptions().setTimeout(30_000);

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void a_visit_is_clean_from_the_entrance_to_the_review(String language) throws SQLException {
    Stack.cleanSlate();
    UUID visit = Visits.in(Duration.ofMinutes(-1), DemoPerson.ANNA, DemoPerson.LIN);
    for (DemoPerson person : List.of(DemoPerson.ANNA, DemoPerson.LIN)) {
      Visits.answer(visit, person, "treatment", "permit");
      Visits.answer(visit, person, "recording", "permit");
    }
    Page patient = enter(AT_HOME, DemoPerson.ANNA, language, visit);
    List<String> flaws = Complaints.of(patient);
    assertThat(patient.locator("#join")).isEnabled();
    see(flaws, language, patient, "room-entrance", true);
    patient.locator("#join").click();
    assertThat(patient.locator("#veil[data-kind=waiting]")).isVisible();
    see(flaws, language, patient, "room-waiting", false);

    Page doctor = enter(AT_WORK, DemoPerson.LIN, language, visit);
    flaws.addAll(Complaints.of(doctor));
    doctor.locator("#join").click();
    assertThat(doctor.locator("[data-admit]")).isVisible();
    see(flaws, language, doctor, "room-admit", false);
    doctor.locator("[data-admit]").click();
    assertThat(patient.locator("#recorded")).containsText(STORED, PATIENTLY);
    see(flaws, language, patient, "room-call", false);
    see(flaws, language, doctor, "room-call-doctor", false);
    share(flaws, language, patient, doctor);
    speakOfRecording(flaws, language, patient, doctor);
    doctor.locator("#end-visit").click();
    see(flaws, language, doctor, "room-end", false);
    doctor.locator("#end-yes").click();
    assertThat(patient.locator("#away")).isVisible();
    assertThat(patient.locator("#quality")).isHidden();
    see(flaws, language, patient, "room-ended", false);

    review(flaws, language, visit);
    assertThat(flaws).isEmpty();
  }

  private static void share(List<String> flaws, String language, Page patient, Page doctor) {
    doctor.locator("#share").click();
    see(flaws, language, doctor, "room-share", false);
    doctor.locator("#share-yes").click();
    assertThat(patient.locator("#screens video")).isVisible(LONG);
    patient.waitForFunction("() => document.querySelector('#screens video').videoWidth > 0");
    assertThat(patient.locator("#recorded li[data-media=screen]")).containsText(STORED, PATIENTLY);
    see(flaws, language, patient, "room-screen", false);
    see(flaws, language, doctor, "room-sharing", false);
    doctor.locator("#share").click();
    assertThat(patient.locator("#screens")).isHidden();
  }

  private static void speakOfRecording(
      List<String> flaws, String language, Page patient, Page doctor) {
    patient.locator("#recording").click();
    see(flaws, language, patient, "room-mine", false);
    patient.keyboard().press("Escape");
    doctor.locator("#recording").click();
    see(flaws, language, doctor, "room-mine-doctor", false);
    doctor.locator("#witness-people button").click();
    see(flaws, language, doctor, "room-witness", false);
    doctor.keyboard().press("Escape");
    List<Page> both = List.of(doctor, patient); // they wait for the same news
    both.forEach(page -> page.evaluate("window.alarmed = true"));
    for (Page page : both) {
      assertThat(page.locator("#alarms strong")).isVisible(LONG);
      see(flaws, language, page, page == doctor ? "room-alarm" : "room-alarm-patient", false);
    }
    both.forEach(page -> page.evaluate("window.alarmed = false"));
    both.forEach(page -> assertThat(page.locator("#alarms strong")).hasCount(0, SLOWLY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void several_people_fit_and_say_why_nobody_is_recorded(String language) throws SQLException {
    Stack.cleanSlate();
    UUID visit = Visits.in(Duration.ofMinutes(-1), DemoPerson.MIA, DemoPerson.LIN);
    for (String purpose : List.of("treatment", "recording")) {
      Visits.answerFor(visit, DemoPerson.MIA, DemoPerson.ANNA, purpose, "permit");
      Visits.answer(visit, DemoPerson.LIN, purpose, "permit");
    }
    Visits.answer(visit, DemoPerson.ANNA, "recording", "permit");
    Visits.accompany(DemoPerson.BO, DemoPerson.MIA, "interpreter");
    Visits.answer(visit, DemoPerson.BO, "recording", "deny");
    Visits.at(visit, "DE", DemoPerson.ANNA); // where everybody must agree

    Page doctor = joins(AT_WORK, DemoPerson.LIN, language, visit);
    List<String> flaws = Complaints.of(doctor);
    Page mother = joins(AT_HOME, DemoPerson.ANNA, language, visit);
    joins(AT_HOME, DemoPerson.MIA, language, visit);
    assertThat(doctor.locator("[data-admit]")).hasCount(2, SLOWLY);
    see(flaws, language, doctor, "room-admit-two", false);
    doctor.locator("[data-admit]").first().click();
    assertThat(doctor.locator("#recorded")).containsText(STORED, PATIENTLY);
    joins(AT_HOME, DemoPerson.BO, language, visit);
    assertThat(doctor.locator("#waiting [data-admit]")).hasCount(2, SLOWLY);
    see(flaws, language, doctor, "room-admit-aside", false);
    for (ElementHandle button : doctor.querySelectorAll("#waiting [data-admit]")) {
      button.click();
    }
    assertThat(mother.locator("#recorded [data-code=another-declined]").first()).isVisible(LONG);
    doctor.waitForFunction(
        "() => [...document.querySelectorAll('#pictures video')].filter(v => v.videoWidth >"
            + " 0).length === 3");
    see(flaws, language, doctor, "room-three", false);
    assertThat(flaws).isEmpty();
  }

  private static Page joins(Chromium where, DemoPerson who, String language, UUID visit) {
    Page page = enter(where, who, language, visit);
    page.locator("#join").click();
    return page;
  }

  private static Page enter(Chromium where, DemoPerson who, String language, UUID visit) {
    Page page = signedIn(where, who, language);
    page.addInitScript(NAMED_DEVICES);
    page.addInitScript(ALARM_ON_DEMAND);
    page.navigate(Stack.url("/room/visit.xhtml?id=" + visit));
    return page;
  }

  private static Page signedIn(Chromium where, DemoPerson who, String language) {
    Page page = where.anonymous(new Browser.NewContextOptions());
    page.context().addCookies(List.of(new Cookie("language", language).setUrl(Stack.url("/"))));
    return SignIn.on(page, who);
  }

  private static void review(List<String> flaws, String language, UUID visit) {
    Page officer = signedIn(AT_WORK, DemoPerson.COMPLIANCE, language);
    assertThat(officer.locator("[data-visit='" + visit + "']")).isVisible();
    see(flaws, language, officer, "review-queue", true);
    officer.navigate(Stack.url("/compliance/visit.xhtml?id=" + visit));
    see(flaws, language, officer, "review-grant", true);
    officer.locator("input[type=radio]").first().check();
    officer.locator("textarea").fill("2026-118: complaint about the length of the visit");
    officer.locator("[id$=':open']").click();
    assertThat(officer.locator("[data-player][data-ready]")).isVisible();
    officer.keyboard().press("ArrowRight"); // everybody is in the picture by then, no screen yet
    assertThat(officer.locator("[data-media=camera] [data-absent]:visible")).hasCount(0);
    see(flaws, language, officer, "review-player", true);
  }

  private static void see(
      List<String> flaws, String language, Page page, String name, boolean wholePage) {
    Look.in(language).forEach(look -> flaws.addAll(look.flaws(page, name, wholePage)));
  }
}
