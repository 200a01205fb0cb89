package org.televisit.completeness;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.televisit.completeness.PermitHistory.RuleFrom;
import org.televisit.consent.ConsentService;
import org.televisit.consent.RecordingRules;
import org.televisit.recording.RecordingEvidence;
import org.televisit.recording.RecordingService;
import org.televisit.recording.RecordingSummary;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/** Gathers what {@link Completeness} needs to know of one visit. */
@ApplicationScoped
class VisitFacts {

  @Inject RecordingService recordings;
  @Inject ConsentService consents;
  @Inject RecordingRules rules;
  @Inject SchedulingService scheduling;

  @Inject
  @ConfigProperty(name = "televisit.completeness.starting")
  Duration starting;

  @Inject
  @ConfigProperty(name = "televisit.completeness.tolerance")
  Duration tolerance;

  /** Empty as long as a recording has not ended: what it holds is not known yet. */
  Optional<Findings> findings(VisitCourse course) {
    List<RecordingEvidence> evidence = recordings.evidence(course.visit());
    List<RecordingSummary> rows = evidence.stream().map(RecordingEvidence::summary).toList();
    if (!rows.stream().allMatch(row -> row.state().ended())) {
      return Optional.empty();
    }
    Completeness completeness =
        Completeness.of(permits(course), evidence.stream().map(VisitFacts::stretch).toList());
    return Optional.of(
        new Findings(
            course.inProgress(), new Tolerance(starting, tolerance), completeness, evidence));
  }

  private PermitHistory permits(VisitCourse course) {
    AppointmentId visit = course.visit();
    String patient = scheduling.forReview(visit).getPatient().subject();
    List<RuleFrom> law =
        rules.history(visit).entrySet().stream()
            .map(rule -> new RuleFrom(rule.getKey(), rule.getValue()))
            .toList();
    return new PermitHistory(course, patient, law, consents.decisive(visit));
  }

  private static Stretch stretch(RecordingEvidence evidence) {
    RecordingSummary row = evidence.summary();
    return new Stretch(
        evidence.whose(),
        evidence.media(),
        row.requestedAt(),
        row.startedAt(),
        row.endedAt(),
        evidence.fingerprint() == null ? Duration.ZERO : row.length(),
        row.endedBecause(),
        row.failure(),
        evidence.pauses().stream().map(pause -> pause(pause, row)).toList(),
        evidence.fingerprint() == null ? List.of() : evidence.holes());
  }

  private static Stretch.Pause pause(RecordingEvidence.Pause pause, RecordingSummary row) {
    Instant end = pause.to() == null ? row.endedAt() : pause.to();
    return new Stretch.Pause(
        pause.cause(), Span.until(pause.from(), end == null ? pause.from() : end));
  }
}
