package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
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
import org.televisit.Standstill;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** What should be recorded does not arrive any more: everybody knows, and the doctor can act. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingAlarmPageIT {

  /** From the last byte of a recording to the alarm. Milliseconds. */
  private static final long AT_MOST = 5_000;

  private static final String NOTES_THE_ALARM =
      """
      addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
        window.alarmedAt ??= Date.now();
      }).observe(document.getElementById('alarms'), { childList: true }));
      """;

  private static final String HANDLES =
      """
      window.connections = [];
      window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(...of) { super(...of); window.connections.push(this); }
      };
      """;

  /** The browser sends nothing any more, although its connection stays. */
  private static final String FALLS_SILENT =
      """
      async () => {
        const senders = window.connections.flatMap(c => c.getSenders()).filter(s => s.track);
        window.kept = senders.map(sender => [sender, sender.track]);
        await Promise.all(senders.map(sender => sender.replaceTrack(null)));
        return Date.now();
      }
      """;

  private static final String SENDS_AGAIN =
      "() => Promise.all(window.kept.map(([sender, track]) => sender.replaceTrack(track)))";

  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private UUID visit = UUID.randomUUID();

  @BeforeEach
  void begin() throws SQLException {
    Stack.cleanSlate();
    visit = Visits.agreed(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
  }

  @Test
  void the_doctor_is_told_within_five_seconds_what_is_safe_and_starts_again() throws SQLException {
    Page home = CHROMIUM.as(DemoPerson.ANNA);
    home.addInitScript(HANDLES);
    RoomScreen patient = RoomScreen.enter(home, visit);
    Page office = CHROMIUM.as(DemoPerson.LIN);
    office.addInitScript(NOTES_THE_ALARM);
    RoomScreen doctor = RoomScreen.enter(office, visit);
    doctor.letIn();
    doctor.waitsUntilStored(5_000, 2);

    Standstill.watch();
    long silent = ((Number) home.evaluate(FALLS_SILENT)).longValue();
    doctorIsTold(doctor.page());
    patientIsTold(patient.page());
    long alarmed = ((Number) doctor.page().evaluate("window.alarmedAt")).longValue();
    long after =
        Standstill.without(Instant.ofEpochMilli(silent), Instant.ofEpochMilli(alarmed)).toMillis();
    System.out.println("the alarm came " + after + " ms after the last of what was sent");
    assertThat(after).isLessThan(AT_MOST);
    doctor.reads("Anna Schmidt: recording has stopped, safe up to 00:").reads("You: recorded");

    startsAgainByKeyboard(doctor.page());
    home.evaluate(SENDS_AGAIN);
    doctor.reads("Anna Schmidt: recorded, safely stored");
    Locator alarm = doctor.page().locator("#alarms strong");
    assertThat(alarm).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
    assertThat(patient.page().locator("#alarms strong")).hasCount(0);
    doctor.endsTheVisit();
    patient.says("The visit has ended");
    List<String> ends =
        Waiting.until(
            () ->
                Visits.read(
                    "select state || ' ' || ended_because from recording"
                        + " where appointment_id = ? and role = 'patient' order by stretch",
                    visit),
            all -> "sealed visit-ended".equals(all.get(all.size() - 1)));
    assertThat(ends) // before it there may be one without the picture, which came late
        .filteredOn(end -> !end.equals("sealed tracks-changed"))
        .first()
        .isEqualTo("sealed restarted-by-hand");
    assertThat(Visits.trail(DemoPerson.LIN)).contains("done room.restart-recording");
  }

  private static void doctorIsTold(Page doctor) {
    Locator alarm = doctor.locator("#alarms");
    assertThat(alarm)
        .containsText(
            "Recording of Anna Schmidt has stopped arriving.",
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
    assertThat(alarm)
        .containsText(Pattern.compile("00:\\d\\d is safely stored. The visit goes on."));
    assertThat(alarm).hasAttribute("role", "alert");
    assertThat(Accessibility.violations(doctor)).isEmpty();
  }

  private static void patientIsTold(Page patient) {
    Locator note = patient.locator("#alarms");
    assertThat(note).containsText("Recording of you is interrupted.");
    assertThat(note).containsText("The doctor has been told, and the visit goes on.");
    assertThat(note).hasAttribute("role", "status");
    assertThat(note.locator("button")).hasCount(0);
    assertThat(Accessibility.violations(patient)).isEmpty();
  }

  private static void startsAgainByKeyboard(Page doctor) {
    doctor.locator("#recorded button").focus();
    doctor.keyboard().press("Tab");
    assertThat(doctor.locator("#alarms button")).isFocused();
    assertThat(doctor.locator("#alarms button")).hasText("Start recording again");
    doctor.keyboard().press("Enter");
  }
}
