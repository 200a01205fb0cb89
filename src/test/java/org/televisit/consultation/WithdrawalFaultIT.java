package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Chromium;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/**
 * Somebody does not want to be recorded any more while the database is away, and the application
 * that heard it is killed. The one that comes after it knows nothing of it, not even from a disk,
 * as if it were another node: only the pages remember.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WithdrawalFaultIT {

  private static final Duration RESTART = Duration.ofSeconds(90);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final String KEPT = "() => sessionStorage.getItem('televisit.refusals')";

  @RegisterExtension static final BreakableClinic CLINIC = new BreakableClinic();

  @RegisterExtension static final Chromium BROWSER = Chromium.withFakeCamera();

  @Test
  void what_was_said_is_said_again_by_both_pages_and_stored_once() throws Exception {
    WatchedRoom room = meet();
    Page patient = room.patient().page();
    Page doctor = room.doctor().page();
    CLINIC.clinic().stopDatabase();
    patient.locator("#recording").click();
    patient.locator("#withdraw").click();
    room.patient().reads("You: not recorded (declined)");
    Instant withdrew = Instant.now();
    assertThat(patient.locator("#mine-said"))
        .hasText(
            "Recording of you has stopped. Your withdrawal is kept and will be stored as soon as"
                + " possible; you need not do anything.");
    room.doctor().reads("Anna Schmidt: not recorded (declined)");
    doctor.locator("#recording").click(); // he has heard her say so as well
    doctor.locator("#witness-people button").click();
    doctor.locator("#witness-deny").click();
    assertThat(doctor.locator("#hint"))
        .containsText("What Anna Schmidt said is kept and will be stored as soon as possible");
    losesTheApplicationAndItsDisk();

    stored(room);
    room.patient().seesSomebody();
    room.doctor().seesSomebody();
    assertThat(patient.locator("#mine-said"))
        .hasText("Recording of you has stopped, and your withdrawal is stored.");
    theDoctorIsRecordedOn(room);
    assertThat(room.rows("id", "patient")).hasSize(1);
    assertThat(lastRecorded(room)).isBefore(withdrew.plus(AT_ONCE));

    assertThat(patient.evaluate(KEPT)).isNull();
    assertThat(doctor.evaluate(KEPT)).isNull();
    patient.reload();
    room.patient().goesIn();
    room.patient().reads("You: not recorded (declined)");
    theDoctorIsRecordedOn(room);
    assertThat(room.rows("id", "patient")).hasSize(1);
    assertThat(stored(room)).hasSize(1);
    assertThat(withdrawalsAudited()).isEqualTo("1");
    room.ends();
  }

  /** Both are recorded, where each decides for themselves. */
  private static WatchedRoom meet() throws SQLException {
    WatchedRoom room = WatchedRoom.begin(BROWSER, CLINIC.settings());
    Visits.at(CLINIC.settings(), room.visit(), "SE", DemoPerson.ANNA, DemoPerson.LIN);
    room.storesOn(Duration.ofSeconds(7)); // by then the room has read that law
    return room;
  }

  private static void losesTheApplicationAndItsDisk() throws IOException {
    CLINIC.clinic().killApplication();
    try (Stream<Path> files = Files.list(CLINIC.notes())) {
      List<Path> noted = files.toList();
      assertThat(noted).hasSize(2); // hers, and what he heard
      for (Path note : noted) {
        Files.delete(note);
      }
    }
    CLINIC.clinic().startDatabase();
    CLINIC.clinic().startApplication();
  }

  /** When each refusal of the patient was heard, milliseconds since the epoch; waits for one. */
  private static List<String> stored(WatchedRoom room) {
    return Waiting.until(
        RESTART,
        () ->
            Visits.read(
                CLINIC.settings(),
                """
                select (extract(epoch from answered_at) * 1000)::bigint from consent
                where appointment_id = ? and subject = ? and purpose = 'recording'
                  and provision = 'deny'
                """,
                room.visit(),
                DemoPerson.ANNA.subject()),
        found -> !found.isEmpty());
  }

  private static String withdrawalsAudited() throws SQLException {
    return Visits.read(
            CLINIC.settings(), "select count(*) from audit_event where action = 'consent.withdraw'")
        .get(0);
  }

  /** And so would be the patient, whose picture flows. */
  private static void theDoctorIsRecordedOn(WatchedRoom room) {
    Waiting.until(
        RESTART,
        () -> room.rows("state", "practitioner"),
        states -> states.size() > 1 && states.get(states.size() - 1).equals("recording"));
    room.doctor().seesSomebody();
    room.patient().seesSomebody();
    long safe = room.doctor().stored().stream().mapToLong(Long::longValue).max().orElse(0);
    room.doctor().waitsUntilStored(safe + 5_000, 1);
  }

  /** The last moment of the patient that any file holds. */
  private static Instant lastRecorded(WatchedRoom room) {
    List<String> ends =
        Waiting.until(
            () ->
                room.rows(
                    "case when state = 'sealed' then"
                        + " (extract(epoch from started_at) * 1000)::bigint + duration_ms end",
                    "patient"),
            found -> !found.contains(null));
    return Instant.ofEpochMilli(ends.stream().mapToLong(Long::parseLong).max().orElseThrow());
  }
}
