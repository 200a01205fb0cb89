package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** Who declines to be recorded is treated all the same, and not recorded. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeclinedRecordingPageIT {

  private static final TestCamera DOCTORS = TestCamera.BLUE;
  private static final TestCamera PATIENTS = TestCamera.ORANGE;

  @RegisterExtension
  static final Chromium DOCTORS_PC = Chromium.filming(DOCTORS.picture(), DOCTORS.sound());

  @RegisterExtension
  static final Chromium PATIENTS_PC = Chromium.filming(PATIENTS.picture(), PATIENTS.sound());

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
  void the_visit_takes_place_and_only_the_doctor_is_recorded() throws SQLException, IOException {
    RoomScreen patient = RoomScreen.enter(PATIENTS_PC.as(DemoPerson.ANNA), visit);
    RoomScreen doctor = RoomScreen.enter(DOCTORS_PC.as(DemoPerson.LIN), visit);
    doctor.letIn();
    doctor.sees(PATIENTS);
    patient.sees(DOCTORS);
    doctor.reads("Anna Schmidt: not recorded (declined)").reads("You: recorded, safely stored");
    patient.reads("You: not recorded (declined)").reads("Mei Lin: recorded, safely stored");
    doctor.waitsUntilStored(6_000, 1);
    doctor.endsTheVisit();
    patient.says("The visit has ended");

    RecordedVisitPageIT.awaitSealed(visit, 1);
    assertThat(Visits.read("select subject from recording"))
        .containsExactly(DemoPerson.LIN.subject());
    try (Stream<?> files = Files.walk(Stack.recordings()).filter(Files::isRegularFile)) {
      assertThat(files).hasSize(1);
    }
    ReviewDesk desk = ReviewDesk.open(DOCTORS_PC.as(DemoPerson.COMPLIANCE), visit);
    assertThat(desk.recordings()).hasCount(1);
    assertThat(desk.recording("practitioner")).hasCount(1);
  }
}
