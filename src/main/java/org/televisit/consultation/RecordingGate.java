package org.televisit.consultation;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.lang.System.Logger;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.televisit.consent.ConsentStates;
import org.televisit.consent.Provision;
import org.televisit.consent.Purpose;
import org.televisit.consent.RecordingRule;
import org.televisit.recording.Company;
import org.televisit.recording.RecordingPermit;
import org.televisit.scheduling.AppointmentId;

/**
 * Asks who may be recorded in a room: puts together who is present, what they answered and what the
 * law of their places asks. In the room's queue only, but for what says otherwise.
 */
final class RecordingGate {

  private static final Logger LOG = System.getLogger(RecordingGate.class.getName());

  private final AppointmentId visit;
  private final Seats seats;
  private final RoomServices services;
  private final Withdrawals withdrawals;

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<@Nullable Reading> newest = new AtomicReference<>();
  private Map<String, Provision> answers = new HashMap<>();
  private Set<String> untreated = Set.of();
  private volatile String patient = "";
  private RecordingRule rule = RecordingRule.PROHIBITED; // as long as it is not known

  RecordingGate(AppointmentId visit, Seats seats, RoomServices services, Withdrawals withdrawals) {
    this.visit = visit;
    this.seats = seats;
    this.services = services;
    this.withdrawals = withdrawals;
  }

  /**
   * What is stored at one moment.
   *
   * @param number of questions that the room's queue had asked by then
   * @param said what had been said here by then
   * @param last when the newest answer was given
   * @param untreated who does not want to be treated by video
   * @param rule empty if it could not be read
   */
  private record Reading(
      int number,
      Map<String, Withdrawals.Said> said,
      Map<String, Provision> answers,
      Instant last,
      Set<String> untreated,
      Optional<RecordingRule> rule) {}

  /**
   * Who refuses to be recorded, as is stored now; {@link #learn} takes over all that is. Blocks,
   * for as long as the database does not answer; from any thread.
   */
  Set<String> refusing() {
    Reading reading = read();
    newest.set(reading);
    return reading.answers().entrySet().stream()
        .filter(answer -> answer.getValue() == Provision.DENY)
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  private Set<String> refusing(Purpose what, ConsentStates states) {
    Set<String> subjects = subjects();
    subjects.removeIf(who -> states.of(visit, who).answers().get(what) != Provision.DENY);
    return subjects;
  }

  private Reading read() {
    int number = asked.get();
    Map<String, Withdrawals.Said> said = withdrawals.now();
    Map<String, Provision> found = new HashMap<>();
    ConsentStates states = services.consents().states(List.of(visit));
    for (String subject : subjects()) {
      Provision answer = states.of(visit, subject).answers().get(Purpose.RECORDING);
      if (answer != null) {
        found.put(subject, answer);
      }
    }
    Set<String> refused = refusing(Purpose.TREATMENT, states);
    return new Reading(number, said, found, states.last(), refused, rule());
  }

  /** What was answered counts, whatever becomes of this question. */
  private Optional<RecordingRule> rule() {
    try {
      return Optional.of(services.rules().of(visit));
    } catch (RuntimeException e) {
      LOG.log(WARNING, visit.entity() + ": the law cannot be read now", e);
      return Optional.empty();
    }
  }

  /** Asks the database. Nobody can answer while that is away; what is known still counts then. */
  void ask() {
    untreated = Set.of();
    try {
      take(read());
    } catch (RuntimeException e) {
      LOG.log(WARNING, visit.entity() + ": the consents cannot be read now", e);
    } finally {
      asked.incrementAndGet(); // what was read elsewhere may be older
    }
  }

  /**
   * Takes over what was read elsewhere, unless it has been asked here meanwhile: what has been
   * stored since then is not in it.
   *
   * @return whether there was something
   */
  boolean learn() {
    Reading reading = newest.getAndSet(null);
    if (reading == null || reading.number() != asked.get()) {
      return false;
    }
    take(reading);
    return true;
  }

  private void take(Reading reading) {
    answers = new HashMap<>(reading.answers());
    withdrawals.read(reading.said(), reading.last());
    untreated = reading.untreated();
    rule = reading.rule().orElse(rule);
  }

  /** Whose visit it is, with or without a seat. */
  void concerns(String subject) {
    patient = subject;
  }

  String patient() {
    return patient;
  }

  /** Who does not want to be treated by video, if that could be read when it was asked last. */
  Set<String> untreated() {
    return untreated;
  }

  /**
   * Who is here.
   *
   * @param expected somebody who is about to be let in and counts already
   */
  Company company(EncounterStatus status, @Nullable UUID expected) {
    List<Company.Member> present =
        seats.all().stream()
            .filter(p -> p.isPresent() || p.sitter().seat().equals(expected))
            .map(Place::sitter)
            .map(s -> new Company.Member(s.seat(), s.subject(), s.role()))
            .toList();
    return new Company(status == EncounterStatus.IN_PROGRESS, patient, present);
  }

  /** What everybody may be, by seat, as far as is known here. */
  Map<UUID, RecordingPermit> permits(Company company) {
    answers.replaceAll((who, a) -> withdrawals.concern(Set.of(who)) ? Provision.DENY : a);
    Map<UUID, RecordingPermit> permits = absent();
    permits.putAll(
        RecordingPermit.of(
            company.situation(rule, subject -> Optional.ofNullable(answers.get(subject)))));
    return permits;
  }

  /** Without whose permission the person of a seat may not be recorded, as the law is known now. */
  Set<String> neededBy(Place place, Company company) {
    Set<String> needed = company.neededBy(place.sitter().seat(), rule);
    needed.add(place.sitter().subject());
    return needed;
  }

  /** What is to be said of those who are not here and so are not recorded: their own answers. */
  private Map<UUID, RecordingPermit> absent() {
    return seats.all().stream()
        .map(Place::sitter)
        .collect(toMap(Sitter::seat, sitter -> own(answers.get(sitter.subject()))));
  }

  private static RecordingPermit own(@Nullable Provision answer) {
    if (answer == null) {
      return RecordingPermit.UNANSWERED;
    }
    return answer == Provision.PERMIT ? RecordingPermit.PERMITTED : RecordingPermit.DECLINED;
  }

  private Set<String> subjects() {
    Set<String> subjects = new HashSet<>();
    seats.all().forEach(place -> subjects.add(place.sitter().subject()));
    subjects.add(patient);
    return subjects;
  }
}
