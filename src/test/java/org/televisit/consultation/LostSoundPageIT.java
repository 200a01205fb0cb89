package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Accessibility;
import org.televisit.Chromium;
import org.televisit.Standstill;
import org.televisit.Visits;

/**
 * The sound is lost between the media server and the ingest, while pictures still come: in a clinic
 * for that, with real uploads of real browsers.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LostSoundPageIT {

  private static final Duration ALARM = Duration.ofSeconds(5);
  private static final Path PICTURES = Path.of(System.getProperty("screens", "target/screens"));

  @RegisterExtension static final BreakableClinic CLINIC = new BreakableClinic();

  @RegisterExtension static final Chromium BROWSER = Chromium.withFakeCamera();

  @Test
  void is_an_alarm_by_its_name_within_five_seconds_and_a_gap_in_the_certificate() throws Exception {
    WatchedRoom room = WatchedRoom.begin(BROWSER, CLINIC.settings());
    Page doctor = room.doctor().page();
    Page patient = room.patient().page();

    Instant lost = Instant.now();
    CLINIC.wire().losesSound(true);
    Duration told = Standstill.without(lost, room.shown(lost, shown -> shown.alarms() > 0));
    System.out.println("the alarm came " + told.toMillis() + " ms after the sound was lost");
    assertThat(told).isBetween(Duration.ZERO, ALARM);
    Locator alarm = doctor.locator("#alarms");
    assertThat(alarm).containsText("The sound of Anna Schmidt is not being recorded.");
    assertThat(alarm)
        .containsText(Pattern.compile("The picture is, and 00:\\d\\d is safely stored"));
    assertThat(alarm.locator("button").first()).hasText("Start recording again");
    assertThat(patient.locator("#alarms"))
        .containsText("Your sound is not being recorded at the moment.");
    assertThat(Accessibility.violations(doctor)).isEmpty();
    room.storesOn(Duration.ofSeconds(3)); // the picture is recorded on
    pictures(doctor, "room-no-sound", "en");
    patientComesBackInChinese(patient);
    pictures(patient, "room-no-sound-calm", "zh-CN");

    CLINIC.wire().losesSound(false);
    assertThat(doctor.locator("#alarms strong"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
    room.doctor().endsTheVisit();
    List<String> certificates =
        Waiting.until(
            () ->
                Visits.read(
                    CLINIC.settings(),
                    "select body from completeness_certificate where appointment_id = ?"
                        + " order by number desc",
                    room.visit()),
            all -> !all.isEmpty());
    assertThat(certificates.get(0))
        .contains("\"cause\":\"sound-lost\"", "\"track\":\"audio\"", "\"complete\":false");
  }

  private static void patientComesBackInChinese(Page patient) {
    patient
        .context()
        .addCookies(
            List.of(
                new Cookie("language", "zh-CN")
                    .setUrl(CLINIC.settings().application().toString())));
    patient.reload();
    RoomScreen again = new RoomScreen(patient);
    again.goesIn();
    again.seesSomebody();
    assertThat(patient.locator("#alarms"))
        .containsText("声音目前未被录制", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
  }

  private static void pictures(Page page, String name, String language) {
    for (int width : List.of(1280, 390)) {
      page.setViewportSize(width, width > 600 ? 800 : 844);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(PICTURES.resolve(name + "-" + width + "-" + language + ".png")));
    }
  }
}
