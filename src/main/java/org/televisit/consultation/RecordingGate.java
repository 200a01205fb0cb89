package org.televisit.consultation;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.stream.Collectors.toMap;

import java.lang.System.Logger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
 * law of their places asks. In the room's queue only.
 */
final class RecordingGate {

  private static final Logger LOG = System.getLogger(RecordingGate.class.getName());

  private final AppointmentId visit;
  private final Seats seats;
  private final RoomServices services;

  /** Who said here that they do not want to be recorded, until their answer is stored. */
  private final Set<String> refusing = new HashSet<>();

  private Map<String, Provision> answers = new HashMap<>();
  private String patient = "";
  private RecordingRule rule = RecordingRule.PROHIBITED; // as long as it is not known

  RecordingGate(AppointmentId visit, Seats seats, RoomServices services) {
    this.visit = visit;
    this.seats = seats;
    this.services = services;
  }

  /** Whose visit it is, with or without a seat. */
  void concerns(String subject) {
    patient = subject;
  }

  /** This person does not want to be recorded, whatever they answered before. */
  void refuse(String subject) {
    refusing.add(subject);
  }

  /** The newest answer of this person is stored now, and counts. */
  void answered(String subject) {
    refusing.remove(subject);
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

  /** What everybody may be, by seat. */
  Map<UUID, RecordingPermit> permits(Company company) {
    ask();
    Map<UUID, RecordingPermit> permits = absent();
    permits.putAll(
        RecordingPermit.of(
            company.situation(rule, subject -> Optional.ofNullable(answers.get(subject)))));
    return permits;
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

  /** Nobody can answer while the database is away; what is known still counts then. */
  private void ask() {
    try {
      Map<String, Provision> newest = new HashMap<>();
      ConsentStates states = services.consents().states(List.of(visit));
      for (String subject : subjects()) {
        Provision answer = states.of(visit, subject).answers().get(Purpose.RECORDING);
        if (answer != null) {
          newest.put(subject, answer);
        }
      }
      rule = services.rules().of(visit);
      answers = newest;
    } catch (RuntimeException e) {
      LOG.log(WARNING, visit.entity() + ": the consents cannot be read now", e);
    }
    answers.replaceAll((subject, a) -> refusing.contains(subject) ? Provision.DENY : a);
  }

  private Set<String> subjects() {
    Set<String> subjects = new HashSet<>();
    seats.all().forEach(place -> subjects.add(place.sitter().subject()));
    subjects.add(patient);
    return subjects;
  }
}
