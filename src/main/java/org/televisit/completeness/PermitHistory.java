package org.televisit.completeness;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.televisit.consent.ConsentLine;
import org.televisit.consent.Provision;
import org.televisit.consent.Purpose;
import org.televisit.consent.RecordingRule;
import org.televisit.recording.RecordingPermit;
import org.televisit.recording.RecordingSituation;

/**
 * Replays {@link RecordingPermit} over a visit: what was permitted to be recorded at each moment,
 * by the same function that decided it then.
 *
 * @param patient subject of the visit's patient
 * @param rules from when each was the strictest, in order; the first from the beginning
 * @param answers every answer to every question of this visit that holds for its time
 */
record PermitHistory(
    VisitCourse course, String patient, List<RuleFrom> rules, List<ConsentLine> answers) {

  /** A rule that held from then on. */
  record RuleFrom(Instant since, RecordingRule rule) {

    RuleFrom {
      since =
          since.truncatedTo(ChronoUnit.MILLIS); // as all moments here, or it came one spell late
    }
  }

  /** One span in which nothing changed that decides. */
  record Spell(Span span, RecordingPermit permit) {}

  PermitHistory {
    rules = List.copyOf(rules);
    answers = answers.stream().filter(a -> a.purpose() == Purpose.RECORDING).toList();
  }

  /** The same answers and rules, where the course is told otherwise. */
  PermitHistory with(VisitCourse newest) {
    return new PermitHistory(newest, patient, rules, answers);
  }

  /** Shares out a span of this person's time by what was permitted. */
  List<Spell> spells(Attendance person, Span span) {
    List<Spell> spells = new ArrayList<>();
    Instant from = span.from();
    for (Instant to : changesWithin(span)) {
      add(spells, new Spell(new Span(from, to), at(from, person)));
      from = to;
    }
    return spells;
  }

  private static void add(List<Spell> spells, Spell next) {
    int last = spells.size() - 1;
    if (last >= 0 && spells.get(last).permit() == next.permit()) {
      Span before = spells.get(last).span();
      spells.set(last, new Spell(new Span(before.from(), next.span().to()), next.permit()));
    } else if (!next.span().isEmpty()) {
      spells.add(next);
    }
  }

  /** Ends of what lies between two changes; the last is the span's own. */
  private List<Instant> changesWithin(Span span) {
    Stream<Instant> people =
        course.attendances().stream().flatMap(a -> Stream.of(a.span().from(), a.span().to()));
    Stream<Instant> words =
        answers.stream()
            .flatMap(a -> Stream.concat(Stream.of(a.answeredAt()), Stream.ofNullable(a.endedAt())));
    Stream<Instant> visit = Stream.of(course.inProgress().from(), course.inProgress().to());
    Stream<Instant> law = rules.stream().map(RuleFrom::since);
    List<Instant> changes =
        Stream.of(people, words, visit, law)
            .flatMap(moments -> moments)
            .map(moment -> moment.truncatedTo(ChronoUnit.MILLIS)) // as all spans are
            .filter(moment -> moment.isAfter(span.from()) && moment.isBefore(span.to()))
            .sorted()
            .distinct()
            .collect(Collectors.toCollection(ArrayList::new));
    changes.add(span.to());
    return changes;
  }

  /** What this person's permission was; asked of somebody whose connection is lost, too. */
  RecordingPermit at(Instant moment, Attendance person) {
    Map<UUID, Attendance> present = new LinkedHashMap<>();
    present.put(person.seat(), person);
    course.attendances().stream()
        .filter(a -> a.span().contains(moment))
        .forEach(a -> present.putIfAbsent(a.seat(), a));
    RecordingSituation situation =
        new RecordingSituation(
            course.inProgress().contains(moment),
            rule(moment),
            answer(patient, moment),
            present.values().stream().map(a -> party(a, moment)).toList());
    return RecordingPermit.of(situation).getOrDefault(person.seat(), RecordingPermit.UNANSWERED);
  }

  private RecordingSituation.Party party(Attendance person, Instant moment) {
    return new RecordingSituation.Party(
        person.seat(), person.role(), answer(person.subject(), moment));
  }

  private RecordingRule rule(Instant moment) {
    RecordingRule rule = rules.get(0).rule();
    for (RuleFrom change : rules) {
      rule = change.since().isAfter(moment) ? rule : change.rule();
    }
    return rule;
  }

  private Optional<Provision> answer(String subject, Instant moment) {
    return answers.stream()
        .filter(a -> a.subject().equals(subject) && counts(a, moment))
        .map(ConsentLine::provision)
        .findFirst();
  }

  private static boolean counts(ConsentLine answer, Instant moment) {
    Instant ended = answer.endedAt() == null ? Spans.NEVER : answer.endedAt();
    return Span.until(answer.answeredAt(), ended).contains(moment);
  }
}
