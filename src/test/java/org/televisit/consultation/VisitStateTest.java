package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.scheduling.AppointmentStatus;
import org.televisit.scheduling.Joinability;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VisitStateTest {

  @ParameterizedTest
  @CsvSource({
    "BOOKED,    TOO_EARLY, ,            PLANNED",
    "BOOKED,    OPEN,      ,            OPEN",
    "BOOKED,    OPEN,      PLANNED,     OPEN",
    "ARRIVED,   OPEN,      ARRIVED,     WAITING",
    "ARRIVED,   OPEN,      IN_PROGRESS, IN_PROGRESS",
    "ARRIVED,   ENDED,     IN_PROGRESS, IN_PROGRESS",
    "ARRIVED,   OPEN,      FINISHED,    DONE",
    "FULFILLED, ENDED,     FINISHED,    DONE",
    "FULFILLED, ENDED,     ,            DONE",
    "BOOKED,    ENDED,     ,            MISSED",
    "ARRIVED,   ENDED,     ARRIVED,     MISSED",
    "NOSHOW,    CANCELLED, ,            NOSHOW",
    "CANCELLED, CANCELLED, ,            CANCELLED",
    "CANCELLED, CANCELLED, CANCELLED,   CANCELLED"
  })
  void follows_from_appointment_clock_and_encounter(
      AppointmentStatus appointment,
      Joinability.Reason room,
      @Nullable EncounterStatus encounter,
      VisitState expected) {
    Joinability now = new Joinability(room, Instant.EPOCH, Instant.MAX);
    assertThat(VisitState.of(appointment, now, encounter)).isEqualTo(expected);
  }
}
