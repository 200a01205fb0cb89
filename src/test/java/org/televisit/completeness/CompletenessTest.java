package org.televisit.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

/** A visit from second 0 to second 600; everything below is told in seconds of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CompletenessTest {

  private static final Instant ZERO = Instant.parse("2030-01-07T10:00:00Z");
  private static final AppointmentId VISIT = new AppointmentId(new UUID(0, 1));
  private static final UUID ANNA = new UUID(0, 0xA);
  private static final UUID LIN = new UUID(0, 0xB);
  private static final UUID MIRA = new UUID(0, 0xC);
  private static final Tolerance TOLERANCE =
      new Tolerance(Duration.ofSeconds(10), Duration.ofSeconds(1));

  private final List<Attendance> attendances = new ArrayList<>();
  private final List<ConsentLine> answers = new ArrayList<>();
  private final List<Stretch> stretches = new ArrayList<>();
  private final List<SharedScreen> screens = new ArrayList<>();
  private RecordingRule rule = RecordingRule.OWN_CONSENT;

  private static Instant at(double second) {
    return ZERO.plusMillis(Math.round(second * 1000));
  }

  private static Role role(UUID seat) {
    return seat.equals(ANNA) ? Role.PATIENT : Role.PRACTITIONER;
  }

  private void here(UUID seat, double from, double to) {
    attendances.add(
        new Attendance(seat, "s" + seat, "n" + seat, role(seat), at(from), at(to), "left"));
  }

  private void says(UUID seat, Provision provision, double from, @Nullable Double to) {
    Instant ended = to == null ? null : at(to);
    answers.add(
        new ConsentLine(
            "s" + seat,
            Purpose.RECORDING,
            provision,
            1,
            "en",
            "0".repeat(64),
            How.PAGE,
            "s" + seat,
            null,
            at(from),
            ended,
            null));
  }

  private void agrees(UUID seat) {
    says(seat, Provision.PERMIT, -100, null);
  }

  private RecordedSeat whose(UUID seat) {
    return new RecordedSeat(VISIT, seat, "s" + seat, "n" + seat, role(seat));
  }

  private void recorded(UUID seat, double from, double to, String because) {
    recorded(seat, "camera", from, to, because);
  }

  private void recorded(UUID seat, String media, double from, double to, String because) {
    Duration length = Duration.between(at(from), at(to));
    stretches.add(
        new Stretch(
            whose(seat),
            media,
            at(from),
            at(from),
            at(to),
            length,
            because,
            null,
            List.of(),
            List.of()));
  }

  private Completeness completeness() {
    VisitCourse course = new VisitCourse(VISIT, new Span(at(0), at(600)), attendances, screens);
    List<RuleFrom> rules = List.of(new RuleFrom(Instant.EPOCH, rule));
    return Completeness.of(new PermitHistory(course, "s" + ANNA, rules, answers), stretches);
  }

  private Lane lane(UUID seat, String media) {
    return completeness().lanes().stream()
        .filter(l -> l.seat().equals(seat) && l.media().equals(media))
        .findFirst()
        .orElseThrow();
  }

  /** "stored 0-240", "gap starting 240-241". */
  private static List<String> told(List<Segment> segments) {
    return segments.stream()
        .map(
            s ->
                (s.kind().code() + " " + s.cause()).strip()
                    + " "
                    + second(s.span().from())
                    + "-"
                    + second(s.span().to()))
        .toList();
  }

  private static String second(Instant moment) {
    double second = Duration.between(ZERO, moment).toMillis() / 1000.0;
    return second == Math.rint(second) ? "" + (long) second : "" + second;
  }

  @Test
  void who_was_recorded_all_the_time_is_complete() {
    here(ANNA, 0, 600);
    agrees(ANNA);
    recorded(ANNA, 0, 600, "visit-ended");

    assertThat(told(lane(ANNA, "camera").segments())).containsExactly("stored 0-600");
    assertThat(completeness().isComplete(TOLERANCE)).isTrue();
  }

  @Test
  void who_declined_is_complete_without_any_recording() {
    here(ANNA, 0, 600);
    says(ANNA, Provision.DENY, -100, null);

    assertThat(told(lane(ANNA, "camera").segments()))
        .containsExactly("not-permitted declined 0-600");
    assertThat(lane(ANNA, "camera").expectedMillis()).isZero();
    assertThat(completeness().isComplete(TOLERANCE)).isTrue();
  }

  @Test
  void waiting_before_the_visit_is_not_to_be_recorded() {
    here(LIN, -60, 600);
    agrees(LIN);
    recorded(LIN, 0, 600, "visit-ended");

    assertThat(told(lane(LIN, "camera").segments()))
        .containsExactly("not-permitted not-in-progress -60-0", "stored 0-600");
  }

  @Test
  void a_consent_withdrawn_in_the_middle_and_given_again_is_a_pause_and_no_gap() {
    here(ANNA, 0, 600);
    says(ANNA, Provision.PERMIT, -100, 200.0);
    says(ANNA, Provision.DENY, 200, 300.0);
    says(ANNA, Provision.PERMIT, 300, null);
    recorded(ANNA, 0, 200, "withdrawn");
    recorded(ANNA, 302, 600, "visit-ended");

    assertThat(told(lane(ANNA, "camera").segments()))
        .containsExactly(
            "stored 0-200",
            "not-permitted declined 200-300",
            "gap starting 300-302",
            "stored 302-600");
    assertThat(completeness().isComplete(TOLERANCE)).isTrue();
  }

  @Test
  void a_node_that_was_killed_costs_one_second_and_the_time_until_it_was_back() {
    here(ANNA, 0, 600);
    agrees(ANNA);
    stretches.add(
        new Stretch(
            whose(ANNA),
            "camera",
            at(0),
            at(0),
            at(220),
            Duration.ofSeconds(199),
            "node-died",
            null,
            List.of(),
            List.of()));
    recorded(ANNA, 225, 600, "visit-ended");

    assertThat(told(lane(ANNA, "camera").segments()))
        .containsExactly("stored 0-199", "gap node-died 199-225", "stored 225-600");
    assertThat(completeness().isComplete(TOLERANCE)).isFalse();
    assertThat(completeness().gapMillis()).isEqualTo(26_000);
  }

  @Test
  void a_late_joiner_who_declines_stops_everybody_where_all_must_agree() {
    rule = RecordingRule.ALL_PARTY;
    here(ANNA, 0, 600);
    here(MIRA, 400, 500);
    agrees(ANNA);
    recorded(ANNA, 0, 400, "another-declined");
    recorded(ANNA, 501, 600, "visit-ended");

    assertThat(told(lane(ANNA, "camera").segments()))
        .containsExactly(
            "stored 0-400",
            "not-permitted another-declined 400-500",
            "gap starting 500-501",
            "stored 501-600");
    assertThat(told(lane(MIRA, "camera").segments()))
        .containsExactly("not-permitted unanswered 400-500");
  }

  @Test
  void a_late_joiner_who_declines_stops_nobody_else_where_each_decides_alone() {
    here(ANNA, 0, 600);
    here(MIRA, 400, 500);
    agrees(ANNA);
    recorded(ANNA, 0, 600, "visit-ended");

    assertThat(told(lane(ANNA, "camera").segments())).containsExactly("stored 0-600");
  }

  @Test
  void who_agreed_and_was_never_recorded_is_a_gap_from_end_to_end() {
    here(ANNA, 0, 600);
    agrees(ANNA);

    assertThat(told(lane(ANNA, "camera").segments())).containsExactly("gap nothing-sent 0-600");
    assertThat(completeness().isComplete(TOLERANCE)).isFalse();
  }

  @Test
  void a_recording_that_failed_is_a_gap_with_its_reason() {
    here(ANNA, 0, 600);
    agrees(ANNA);
    stretches.add(
        new Stretch(
            whose(ANNA),
            "camera",
            at(1),
            at(2),
            at(300),
            Duration.ZERO,
            null,
            "storage",
            List.of(),
            List.of()));
    recorded(ANNA, 310, 600, "visit-ended");

    assertThat(told(lane(ANNA, "camera").segments()))
        .containsExactly("gap starting 0-1", "gap storage 1-310", "stored 310-600");
  }

  @Test
  void a_recorder_that_was_held_still_kept_nothing_meanwhile_and_its_file_knows_nothing_of_it() {
    here(ANNA, 0, 600);
    says(ANNA, Provision.PERMIT, -100, 100.0);
    says(ANNA, Provision.DENY, 100, 150.0);
    says(ANNA, Provision.PERMIT, 150, null);
    Stretch.Pause pause = new Stretch.Pause("withdrawn", new Span(at(100), at(150)));
    stretches.add(
        new Stretch(
            whose(ANNA),
            "camera",
            at(0),
            at(0),
            at(600),
            Duration.ofSeconds(550),
            "visit-ended",
            null,
            List.of(pause),
            List.of()));

    assertThat(told(lane(ANNA, "camera").segments()))
        .containsExactly("stored 0-100", "not-permitted declined 100-150", "stored 150-600");
    assertThat(lane(ANNA, "camera").outside()).isEmpty();
  }

  @Test
  void media_after_a_withdrawal_is_told_and_is_an_alarm_beyond_a_second() {
    here(ANNA, 0, 600);
    says(ANNA, Provision.PERMIT, -100, 200.0);
    says(ANNA, Provision.DENY, 200, null);
    recorded(ANNA, 0, 203, "withdrawn");

    assertThat(told(lane(ANNA, "camera").outside()))
        .containsExactly("unpermitted declined 200-203");
    assertThat(completeness().isComplete(TOLERANCE)).isFalse();
  }

  @Test
  void media_that_still_came_while_the_connection_was_lost_is_told_apart() {
    here(ANNA, 0, 300);
    here(ANNA, 305, 600);
    agrees(ANNA);
    recorded(ANNA, 0, 600, "visit-ended");

    assertThat(told(lane(ANNA, "camera").segments()))
        .containsExactly("stored 0-300", "stored 305-600");
    assertThat(told(lane(ANNA, "camera").outside())).containsExactly("away permitted 300-305");
    assertThat(completeness().isComplete(TOLERANCE)).isTrue();
  }

  @Test
  void a_recording_of_somebody_the_ledger_does_not_know_is_not_passed_over() {
    recorded(MIRA, 10, 20, "left");

    assertThat(told(lane(MIRA, "camera").outside()))
        .containsExactly("unpermitted unanswered 10-20");
  }

  @Test
  void a_shared_screen_has_an_account_of_its_own_for_as_long_as_it_was_shared() {
    here(ANNA, 0, 600);
    agrees(ANNA);
    recorded(ANNA, 0, 600, "visit-ended");
    recorded(ANNA, "screen", 100, 150, "media-lost");
    recorded(ANNA, "screen", 160, 200, "unshared");
    recorded(ANNA, "screen", 400, 450, "unshared");

    assertThat(told(lane(ANNA, "screen").segments()))
        .containsExactly(
            "stored 100-150", "gap media-lost 150-160", "stored 160-200", "stored 400-450");
  }

  @Test
  void a_screen_that_was_shared_and_not_recorded_is_missing() {
    here(ANNA, 0, 300);
    agrees(ANNA);
    recorded(ANNA, 0, 300, "left");
    screens.add(new SharedScreen(ANNA, at(100), at(150)));
    screens.add(new SharedScreen(ANNA, at(200), at(400))); // it ended with the connection
    recorded(ANNA, "screen", 203, 250, "media-lost");

    assertThat(told(lane(ANNA, "screen").segments()))
        .containsExactly(
            "gap nothing-sent 100-150",
            "gap starting 200-203",
            "stored 203-250",
            "gap media-lost 250-300");
    assertThat(completeness().isComplete(TOLERANCE)).isFalse();
  }

  @Test
  void a_screen_that_was_recorded_and_not_written_down_was_shared_as_well() {
    here(ANNA, 0, 300);
    agrees(ANNA);
    screens.add(new SharedScreen(ANNA, at(100), at(150)));
    recorded(ANNA, "screen", 100, 150, "unshared");
    recorded(ANNA, "screen", 200, 250, "unshared"); // the database was away

    assertThat(told(lane(ANNA, "screen").segments()))
        .containsExactly("stored 100-150", "stored 200-250");
    assertThat(lane(ANNA, "screen").outside()).isEmpty();
  }

  @Test
  void two_recorders_at_once_are_stored_once() {
    here(ANNA, 0, 600);
    agrees(ANNA);
    recorded(ANNA, 0, 310, "tracks-changed");
    recorded(ANNA, 300, 600, "visit-ended");

    assertThat(told(lane(ANNA, "camera").segments())).containsExactly("stored 0-600");
    assertThat(lane(ANNA, "camera").storedMillis()).isEqualTo(600_000);
  }

  @Test
  void nothing_is_expected_where_recording_is_prohibited() {
    rule = RecordingRule.PROHIBITED;
    here(ANNA, 0, 600);
    agrees(ANNA);

    assertThat(told(lane(ANNA, "camera").segments()))
        .containsExactly("not-permitted prohibited 0-600");
  }
}
