package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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

/** Who has no camera is heard and recorded as sound, and with a picture once there is one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AudioOnlyPageIT {

  private static final TestCamera DOCTORS = TestCamera.BLUE;
  private static final TestCamera PATIENTS = TestCamera.ORANGE;

  /** A browser that finds no camera until one is plugged in. */
  private static final String NO_CAMERA_YET =
      """
      const all = MediaDevices.prototype.getUserMedia;
      MediaDevices.prototype.getUserMedia = function (wanted) {
        return wanted.video && !window.plugged
            ? Promise.reject(new DOMException('none', 'NotFoundError')) : all.call(this, wanted);
      };
      """;

  /**
   * Pulls the plug: the browser ends the track, as it does for a device that is gone, and tells the
   * page, which it does not do by itself where a script ends the track.
   */
  private static final String PLUG =
      """
      const all = MediaDevices.prototype.getUserMedia;
      const open = [];
      MediaDevices.prototype.getUserMedia = async function (wanted) {
        const stream = await all.call(this, wanted);
        open.push(...stream.getVideoTracks());
        return stream;
      };
      window.unplugs = () => open.forEach(track => {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      });
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

  @Test
  void sound_alone_is_recorded_and_a_camera_that_joins_begins_a_new_stretch()
      throws SQLException, IOException {
    Page home = PATIENTS_PC.as(DemoPerson.ANNA);
    home.addInitScript(NO_CAMERA_YET);
    RoomScreen patient = RoomScreen.enter(home, visit).says("You are in the waiting room");
    RoomScreen doctor = RoomScreen.enter(DOCTORS_PC.as(DemoPerson.LIN), visit);
    doctor.letIn();

    patient.sees(DOCTORS);
    isHeardWithoutAPicture(doctor);
    doctor.reads("Anna Schmidt: recorded, safely stored");
    doctor.waitsUntilStored(8_000, 2);

    plugsInACamera(patient);
    doctor.sees(PATIENTS);
    doctor.hears(PATIENTS);
    doctor.waitsUntilStored(16_000, 2);
    doctor.endsTheVisit();
    RecordedVisitPageIT.awaitSealed(visit, 3);
    review();
  }

  @Test
  void a_camera_that_is_unplugged_ends_the_stretch_and_sound_is_recorded_on()
      throws SQLException, IOException {
    Page home = PATIENTS_PC.as(DemoPerson.ANNA);
    home.addInitScript(PLUG);
    RoomScreen patient = RoomScreen.enter(home, visit).says("You are in the waiting room");
    RoomScreen doctor = RoomScreen.enter(DOCTORS_PC.as(DemoPerson.LIN), visit);
    doctor.letIn();
    doctor.sees(PATIENTS);
    doctor.waitsUntilStored(8_000, 2);

    home.evaluate("window.unplugs()");
    assertThat(home.locator("#hint")).containsText("Your camera is gone");
    assertThat(home.locator("#camera")).hasAttribute("aria-pressed", "false");
    isHeardWithoutAPicture(doctor);
    awaitStretchOfSound(doctor);
    doctor.reads("Anna Schmidt: recorded, safely stored");
    doctor.endsTheVisit();
    patient.says("The visit has ended");

    List<Stretch> patients = awaitEnds();
    Stretch both = patients.get(patients.size() - 2);
    Stretch alone = patients.get(patients.size() - 1);
    assertThat(both.endedBecause()).isEqualTo("tracks-changed");
    assertThat(alone.endedBecause()).isEqualTo("visit-ended");
    assertThat(Duration.between(both.to(), alone.from())).isLessThan(Duration.ofSeconds(6));

    ReviewDesk desk = ReviewDesk.open(DOCTORS_PC.as(DemoPerson.COMPLIANCE), visit);
    Probe before = new Probe(desk.download(both.id()));
    assertThat(before.codecs()).containsExactly("vp8", "opus");
    assertThat(before.colours())
        .allSatisfy(colour -> assertThat(PATIENTS.shows(colour[0], colour[1], colour[2])).isTrue());
    Probe after = new Probe(desk.download(alone.id()));
    assertThat(after.codecs()).containsExactly("opus");
    assertThat(after.sound()).isCloseTo(alone.seconds(), within(1.0)).isGreaterThan(4);
    desk.playsSound(alone.id());
  }

  /** Five seconds of another stretch than those that there were are safe. */
  private void awaitStretchOfSound(RoomScreen doctor) {
    long safe = doctor.stored().stream().mapToLong(Long::longValue).min().orElseThrow();
    Waiting.until(
        () ->
            Visits.read(
                    "select ended_because from recording where appointment_id = ? and subject = ?"
                        + " and ended_because = 'tracks-changed'",
                    visit,
                    DemoPerson.ANNA.subject())
                .size(),
        ends -> ends > 0);
    doctor.waitsUntilStored(safe + 6_000, 2);
  }

  /** Before the last two there may be one without the picture, where that came late. */
  private List<Stretch> awaitEnds() throws SQLException {
    Waiting.until(
        () ->
            Visits.read("select state from recording where appointment_id = ?", visit).stream()
                .allMatch("sealed"::equals),
        all -> all);
    return Stretch.of(visit, DemoPerson.ANNA);
  }

  private static void isHeardWithoutAPicture(RoomScreen doctor) {
    Locator figure = doctor.page().locator("#pictures figure[data-camera=off]");
    assertThat(figure.locator(".tv-stand-in")).hasText("AS");
    assertThat(doctor.page().locator("#veil")).isHidden();
    doctor.showsOf("Anna Schmidt", "camera off");
    doctor.hears(PATIENTS);
    doctor.page().waitForCondition(() -> plays(figure.locator("video")));
    assertThat(Accessibility.violations(doctor.page())).isEmpty();
  }

  /** Whether the element goes on by itself, not only the stream in it. */
  private static boolean plays(Locator video) {
    return (boolean) video.evaluate("v => !v.paused && v.currentTime > 1");
  }

  private static void plugsInACamera(RoomScreen patient) {
    Locator button = patient.page().locator("#camera");
    button.click();
    assertThat(patient.page().locator("#hint")).containsText("None was found. Plug one in");
    patient.page().evaluate("window.plugged = true");
    button.click();
    assertThat(patient.page().locator("#hint")).isHidden();
    assertThat(button).hasAttribute("aria-pressed", "true");
  }

  private void review() throws SQLException, IOException {
    List<Stretch> patients = Stretch.of(visit, DemoPerson.ANNA);
    assertThat(patients).hasSize(2);
    ReviewDesk desk = ReviewDesk.open(DOCTORS_PC.as(DemoPerson.COMPLIANCE), visit);
    assertThat(desk.recordings()).hasCount(3);

    Probe sound = new Probe(desk.download(patients.get(0).id()));
    assertThat(sound.codecs()).containsExactly("opus");
    assertThat(sound.duration()).isCloseTo(patients.get(0).seconds(), within(1.0));
    assertThat(sound.sound()).isCloseTo(patients.get(0).seconds(), within(1.0));

    Probe withPicture = new Probe(desk.download(patients.get(1).id()));
    assertThat(withPicture.codecs()).containsExactly("vp8", "opus");
    assertThat(withPicture.colours())
        .allSatisfy(colour -> assertThat(PATIENTS.shows(colour[0], colour[1], colour[2])).isTrue());
    assertThat(patients.get(0).endedBecause()).isEqualTo("reconnected");
    assertThat(Duration.between(patients.get(0).to(), patients.get(1).from()))
        .isLessThan(Duration.ofSeconds(6));

    desk.playsSound(patients.get(0).id());
  }
}
