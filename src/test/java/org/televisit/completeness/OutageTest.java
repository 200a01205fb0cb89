package org.televisit.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.completeness.PermitHistory.RuleFrom;
import org.televisit.consent.ConsentLine;
import org.televisit.consent.How;
import org.televisit.consent.Provision;
import org.televisit.consent.Purpose;
import org.televisit.consent.RecordingRule;
import org.televisit.identity.Role;
import org.televisit.recording.RecordedSeat;
import org.televisit.scheduling.AppointmentId;

/**
 * The application is killed at second 200 of a visit of 600, and serves again at second 220, when
 * it ends in the ledger what it had left open.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutageTest {

  private static final Instant ZERO = Instant.parse("2030-01-07T10:00:00Z");
  private static final AppointmentId VISIT = new AppointmentId(new UUID(0, 1));
  private static final UUID ANNA = new UUID(0, 0xA);

  private final List<Attendance> attendances = new ArrayList<>();
  private final List<ConsentLine> answers = new ArrayList<>();
  private final List<Stretch> stretches = new ArrayList<>();

  private static Instant at(long second) {
    return ZERO.plusSeconds(second);
  }

  private void here(long from, long to, String because) {
    attendances.add(new Attendance(ANNA, "anna", "Anna", Role.PATIENT, at(from), at(to), because));
  }

  private void recorded(long from, long to, String because) {
    stretches.add(
        new Stretch(
            new RecordedSeat(VISIT, ANNA, "anna", "Anna", Role.PATIENT),
            "camera",
            at(from),
            at(from),
            at(to),
            Duration.ofSeconds(to - from),
            because,
            null,
            List.of(),
            List.of()));
  }

  private void says(Provision provision) {
    answers.add(
        new ConsentLine(
            "anna",
            Purpose.RECORDING,
            provision,
            1,
            "en",
            "",
            How.PAGE,
            "anna",
            null,
            ZERO,
            null,
            null));
  }

  private List<String> account() {
    VisitCourse course = new VisitCourse(VISIT, new Span(at(0), at(600)), attendances, List.of());
    List<RuleFrom> rules = List.of(new RuleFrom(Instant.EPOCH, RecordingRule.OWN_CONSENT));
    PermitHistory permits = new PermitHistory(course, "anna", rules, answers);
    return Completeness.of(permits, stretches).lanes().get(0).segments().stream()
        .map(
            s ->
                (s.kind().code() + " " + s.cause()).strip()
                    + Duration.between(ZERO, s.span().from()).toString().replace("PT", " ")
                    + Duration.between(ZERO, s.span().to()).toString().replace("PT", " "))
        .toList();
  }

  @Test
  void is_a_gap_until_the_page_is_back_and_not_an_absence() {
    says(Provision.PERMIT);
    here(0, 220, "lost");
    recorded(0, 200, "node-died");
    here(229, 600, "ended");
    recorded(230, 600, "visit-ended");
    assertThat(account())
        .containsExactly("stored 0S 3M20S", "gap node-died 3M20S 3M50S", "stored 3M50S 10M");
  }

  @Test
  void does_not_make_present_who_does_not_come_back() {
    says(Provision.PERMIT);
    here(0, 220, "lost");
    recorded(0, 200, "node-died");
    assertThat(account()).containsExactly("stored 0S 3M20S", "gap node-died 3M20S 3M40S");
  }

  @Test
  void does_not_make_present_who_comes_back_much_later() {
    says(Provision.PERMIT);
    here(0, 220, "lost");
    recorded(0, 200, "node-died");
    here(281, 600, "ended");
    recorded(281, 600, "visit-ended");
    assertThat(account())
        .containsExactly("stored 0S 3M20S", "gap node-died 3M20S 3M40S", "stored 4M41S 10M");
  }

  @Test
  void is_told_from_a_connection_that_broke_by_itself() {
    says(Provision.PERMIT);
    here(0, 220, "lost");
    recorded(0, 220, "left");
    here(229, 600, "ended");
    recorded(229, 600, "visit-ended");
    assertThat(account()).containsExactly("stored 0S 3M40S", "stored 3M49S 10M");
  }

  @Test
  void explains_no_later_connection_that_broke() {
    says(Provision.PERMIT);
    here(0, 220, "lost");
    recorded(0, 200, "node-died");
    here(221, 300, "lost");
    here(310, 600, "ended");
    recorded(310, 600, "visit-ended");
    assertThat(account())
        .containsExactly("stored 0S 3M20S", "gap node-died 3M20S 5M", "stored 5M10S 10M");
  }

  @Test
  void of_who_declined_stays_without_a_recording() {
    says(Provision.DENY);
    here(0, 220, "lost");
    here(229, 600, "ended");
    assertThat(account())
        .containsExactly("not-permitted declined 0S 3M40S", "not-permitted declined 3M49S 10M");
  }
}
