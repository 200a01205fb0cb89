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
import org.televisit.recording.RecordingEvidence.Hole;
import org.televisit.scheduling.AppointmentId;

/**
 * One person's visit from second 0 to second 600, in which sound or picture is missing now and
 * then; told in seconds of it.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LostTracksTest {

  private static final Instant ZERO = Instant.parse("2030-01-07T10:00:00Z");
  private static final AppointmentId VISIT = new AppointmentId(new UUID(0, 1));
  private static final UUID ANNA = new UUID(0, 0xA);
  private static final Tolerance TOLERANCE =
      new Tolerance(Duration.ofSeconds(10), Duration.ofSeconds(1));

  private final List<Stretch> stretches = new ArrayList<>();
  private Provision answer = Provision.PERMIT;

  private static Instant at(double second) {
    return ZERO.plusMillis(Math.round(second * 1000));
  }

  private void recorded(double from, double to, Duration length, String because, Hole... holes) {
    stretches.add(
        new Stretch(
            new RecordedSeat(VISIT, ANNA, "anna", "Anna", Role.PATIENT),
            "camera",
            at(from),
            at(from),
            at(to),
            length,
            because,
            null,
            List.of(),
            List.of(holes)));
  }

  private void recordedWith(String because, Hole... holes) {
    recorded(0, 600, Duration.ofSeconds(600), because, holes);
  }

  private Completeness completeness() {
    Attendance here = new Attendance(ANNA, "anna", "Anna", Role.PATIENT, at(0), at(600), "left");
    ConsentLine said =
        new ConsentLine(
            "anna",
            Purpose.RECORDING,
            answer,
            1,
            "en",
            "0".repeat(64),
            How.PAGE,
            "anna",
            null,
            at(-100),
            null,
            null);
    VisitCourse course = new VisitCourse(VISIT, new Span(at(0), at(600)), List.of(here), List.of());
    List<RuleFrom> rules = List.of(new RuleFrom(Instant.EPOCH, RecordingRule.OWN_CONSENT));
    return Completeness.of(new PermitHistory(course, "anna", rules, List.of(said)), stretches);
  }

  private Lane lane() {
    return completeness().lanes().get(0);
  }

  /** "stored 0-10", "gap sound-lost 10-40". */
  private static List<String> told(List<Segment> segments) {
    return segments.stream()
        .map(
            s ->
                "%s %s-%s"
                    .formatted(
                        (s.kind().code() + " " + s.cause()).strip(),
                        Duration.between(ZERO, s.span().from()).toSeconds(),
                        Duration.between(ZERO, s.span().to()).toSeconds()))
        .toList();
  }

  @Test
  void sound_that_is_missing_beside_a_picture_is_a_gap_that_says_so() {
    recordedWith("visit-ended", new Hole("audio", 10_000, 40_000));

    assertThat(told(lane().segments()))
        .containsExactly("stored 0-10", "gap sound-lost 10-40", "stored 40-600");
    assertThat(completeness().isComplete(TOLERANCE)).isFalse();
  }

  @Test
  void a_gap_says_where_sound_and_picture_were_missing_and_where_both() {
    recordedWith(
        "visit-ended", new Hole("audio", 10_000, 40_000), new Hole("video", 30_000, 50_000));

    assertThat(told(lane().segments()))
        .containsExactly(
            "stored 0-10",
            "gap sound-lost 10-30",
            "gap both-lost 30-40",
            "gap picture-lost 40-50",
            "stored 50-600");
  }

  @Test
  void a_hole_of_less_than_a_second_is_shown_and_is_no_alarm() {
    recordedWith("visit-ended", new Hole("audio", 10_000, 10_900));

    assertThat(lane().gapMillis()).isEqualTo(900);
    assertThat(completeness().isComplete(TOLERANCE)).isTrue();
  }

  @Test
  void a_track_that_ended_and_so_ended_the_stretch_is_not_missing_in_its_last_seconds() {
    recordedWith("tracks-changed", new Hole("video", 597_000, 600_000));

    assertThat(told(lane().segments())).containsExactly("stored 0-600");
  }

  @Test
  void a_track_that_is_missing_up_to_the_end_is_a_gap_whoever_ended_the_visit() {
    recordedWith("visit-ended", new Hole("audio", 10_000, 600_000));

    assertThat(told(lane().segments())).containsExactly("stored 0-10", "gap sound-lost 10-600");
  }

  @Test
  void what_another_recorder_has_whole_is_not_missing() {
    recordedWith("visit-ended", new Hole("audio", 10_000, 40_000));
    recorded(5, 30, Duration.ofSeconds(25), "restarted-by-hand");

    assertThat(told(lane().segments()))
        .containsExactly("stored 0-30", "gap sound-lost 30-40", "stored 40-600");
  }

  @Test
  void half_of_what_was_not_permitted_is_still_not_permitted() {
    answer = Provision.DENY;
    recorded(100, 120, Duration.ofSeconds(20), "withdrawn", new Hole("audio", 0, 20_000));

    assertThat(told(lane().outside())).containsExactly("unpermitted declined 100-120");
  }

  @Test
  void media_that_is_shorter_than_the_time_it_took_lacks_the_rest() {
    recorded(0, 600, Duration.ofSeconds(570), "visit-ended");

    assertThat(told(lane().segments())).containsExactly("stored 0-570", "gap ending 570-600");
    assertThat(completeness().isComplete(TOLERANCE)).isFalse();
  }
}
