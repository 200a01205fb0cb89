package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.televisit.Chromium;
import org.televisit.SignIn;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;
import org.televisit.dev.Settings;

/**
 * Two people in a visit of a clinic that is about to break. Their cameras film a clock, and the
 * doctor's page keeps a log of what it shows, with the time at which it did.
 */
record WatchedRoom(Settings clinic, UUID visit, RoomScreen doctor, RoomScreen patient) {

  /** Of the two who are recorded. */
  static final List<String> ROLES = List.of("patient", "practitioner");

  /** A server that was killed has to start, on a machine that is busy, and the pages to return. */
  private static final Duration RECOVERY = Duration.ofSeconds(90);

  /** Survives a page that loads itself again, as one does whose server was restarted. */
  private static final String LOG =
      """
      (() => {
        const KEY = 'test.log';
        const log = JSON.parse(sessionStorage.getItem(KEY) || '[]');
        let last = '';
        const look = () => {
          const alarms = [...document.querySelectorAll('#alarms [data-state]')].length;
          const connection = document.getElementById('connection');
          const lost = connection && !connection.hidden ? 1 : 0;
          const problem = document.getElementById('problem')?.textContent.trim() ? 1 : 0;
          const now = `${alarms} ${lost} ${problem}`;
          if (now !== last) {
            last = now;
            log.push([Date.now(), alarms, lost, problem]);
            sessionStorage.setItem(KEY, JSON.stringify(log.slice(-200)));
          }
        };
        new MutationObserver(look).observe(document,
          { subtree: true, childList: true, attributes: true, characterData: true });
      })();
      """;

  /** A machine that is busy takes its time before it clicks. */
  private static final String NOTES_THE_CLICK =
      "addEventListener('click', () => { window.clickedAt = Date.now(); }, true)";

  /** What the doctor's page showed from a moment on. */
  record Shown(Instant at, int alarms, boolean connectionLost, boolean problem) {}

  static WatchedRoom begin(Chromium browser, Settings clinic) throws SQLException {
    UUID visit = Visits.agreed(clinic, Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
    RoomScreen patient = enter(browser, clinic, DemoPerson.ANNA, visit);
    RoomScreen doctor = enter(browser, clinic, DemoPerson.LIN, visit);
    doctor.letIn();
    doctor.seesSomebody();
    patient.seesSomebody();
    doctor.waitsUntilStored(3_000, 2);
    return new WatchedRoom(clinic, visit, doctor, patient);
  }

  private static RoomScreen enter(Chromium browser, Settings clinic, DemoPerson who, UUID visit) {
    Page page = browser.anonymous();
    page.context().addInitScript(ClockCamera.SCRIPT);
    page.context().addInitScript(LOG);
    String application = clinic.application().toString();
    return RoomScreen.enter(SignIn.on(page, who, application), visit, application);
  }

  /** When the doctor's page first showed it, after a moment; fails if it never does. */
  Instant shown(Instant after, Predicate<Shown> what) {
    return Waiting.until(
            () -> log().stream().filter(s -> s.at().isAfter(after) && what.test(s)).toList(),
            found -> !found.isEmpty())
        .get(0)
        .at();
  }

  /** Whether the doctor's page has shown it, after a moment. */
  boolean wasShown(Instant after, Predicate<Shown> what) {
    return log().stream().anyMatch(s -> s.at().isAfter(after) && what.test(s));
  }

  @SuppressWarnings("unchecked")
  private List<Shown> log() {
    Object log =
        doctor.page().evaluate("() => JSON.parse(sessionStorage.getItem('test.log') || '[]')");
    return ((List<List<Number>>) log)
        .stream()
            .map(
                entry ->
                    new Shown(
                        Instant.ofEpochMilli(entry.get(0).longValue()),
                        entry.get(1).intValue(),
                        entry.get(2).intValue() > 0,
                        entry.get(3).intValue() > 0))
            .toList();
  }

  List<String> rows(String column, String role) throws SQLException {
    return Visits.read(
        clinic,
        "select "
            + column
            + " from recording where appointment_id = ? and role = ? and media = 'camera'"
            + " order by stretch",
        visit,
        role);
  }

  /** So much more of everybody is safe than now. */
  void storesOn(Duration more) {
    storesOn(more, 2);
  }

  /** So much more of so many people is safe than there is now of anybody. */
  void storesOn(Duration more, int people) {
    Number most =
        (Number)
            doctor
                .page()
                .evaluate(
                    "() => Math.max(...[...document.querySelectorAll('#recorded li')]"
                        + ".map(item => Number(item.dataset.storedMs)))");
    doctor.waitsUntilStored(most.longValue() + more.toMillis(), people);
  }

  /** Waits until a stretch that began after that moment is being recorded, of everybody. */
  void recordsAgain(Instant after) {
    for (String role : ROLES) {
      Waiting.until(
          RECOVERY,
          () ->
              rows(
                  "case when requested_at > timestamptz '" + after + "' then state else '' end",
                  role),
          states -> states.get(states.size() - 1).equals("recording"));
    }
  }

  /** What a full disk had cut off has been finished, of everybody whom it concerns. */
  void isSalvaged(String role) {
    Waiting.until(RECOVERY, () -> rows("state", role), states -> states.get(0).equals("sealed"));
  }

  /** The patient does not want to be recorded any more; when they said so. */
  Instant patientWithdraws() {
    patient.page().locator("#recording").click();
    patient.page().evaluate(NOTES_THE_CLICK);
    patient.page().locator("#withdraw").click();
    return Instant.ofEpochMilli(((Number) patient.page().evaluate("window.clickedAt")).longValue());
  }

  /** What the patient's dialog says of that. */
  void patientReads(String words) {
    assertThat(patient.page().locator("#mine-said"))
        .containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(40_000));
  }

  /** When the doctor's page says that somebody does not want to be recorded any more. */
  Instant doctorSeesRefusal() {
    assertThat(doctor.page().locator("#recorded li[data-state=declined]")).isVisible();
    return Instant.now();
  }

  /** Everything of this role has been sealed or has failed. */
  void isSealed(String role) {
    Waiting.until(
        RECOVERY,
        () -> rows("state", role),
        states -> List.of("sealed", "failed").containsAll(states));
  }

  /** What the visit's certificate says of somebody; it is issued once all has ended. */
  Certified certified(String role) {
    return Waiting.until(RECOVERY, () -> Certified.of(clinic, visit, role), Optional::isPresent)
        .orElseThrow();
  }

  /** And the doctor ends it as any other. */
  void ends() {
    doctor.endsTheVisit();
    doctor.says("The visit has ended");
  }

  /** Both are in the room and see what the other's camera films from now on. */
  void goesOn() {
    Instant now = Instant.now();
    for (RoomScreen screen : List.of(doctor, patient)) {
      screen.seesSomebody();
      Locator picture = screen.page().locator("#pictures video[data-seat]");
      screen.page().waitForCondition(() -> ClockCamera.shown(picture).isAfter(now));
    }
  }
}
