package org.televisit.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.completeness.PermitHistory.RuleFrom;
import org.televisit.completeness.PermitHistory.Spell;
import org.televisit.consent.ConsentLine;
import org.televisit.consent.How;
import org.televisit.consent.Provision;
import org.televisit.consent.Purpose;
import org.televisit.consent.RecordingRule;
import org.televisit.identity.Role;
import org.televisit.recording.RecordingPermit;
import org.televisit.scheduling.AppointmentId;

/** What was permitted when, in a visit of ten minutes of which the law changes in the middle. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PermitHistoryTest {

  private static final Instant TEN = Instant.parse("2030-01-07T10:00:00Z");
  private static final Span VISIT = new Span(TEN, TEN.plusSeconds(600));
  private static final Attendance ANNA =
      new Attendance(
          new UUID(0, 1), "anna", "Anna", Role.PATIENT, VISIT.from(), VISIT.to(), "left");

  private static final ConsentLine AGREED =
      new ConsentLine(
          "anna",
          Purpose.RECORDING,
          Provision.PERMIT,
          1,
          "en",
          "0".repeat(64),
          How.PAGE,
          "anna",
          null,
          TEN.minusSeconds(60),
          null,
          null);

  @Test
  void a_law_counts_from_its_moment_on_however_finely_that_is_told() {
    Instant forbidden = TEN.plusSeconds(300).plusNanos(123_456_000);
    PermitHistory history =
        new PermitHistory(
            new VisitCourse(AppointmentId.random(), VISIT, List.of(ANNA), List.of()),
            "anna",
            List.of(
                new RuleFrom(Instant.EPOCH, RecordingRule.OWN_CONSENT),
                new RuleFrom(forbidden, RecordingRule.PROHIBITED)),
            List.of(AGREED));
    Instant told = TEN.plusSeconds(300).plusMillis(123);
    assertThat(history.spells(ANNA, VISIT))
        .containsExactly(
            new Spell(new Span(TEN, told), RecordingPermit.PERMITTED),
            new Spell(new Span(told, VISIT.to()), RecordingPermit.PROHIBITED));
  }
}
