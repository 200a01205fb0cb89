package org.televisit.recording;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.televisit.consent.Provision;
import org.televisit.consent.RecordingRule;
import org.televisit.identity.Role;

/**
 * Who is in a room: the part of a {@link RecordingSituation} that the room knows. What they
 * answered and what the law asks stands in the database.
 *
 * @param inProgress whether the Encounter is
 * @param patient subject of the visit's patient, with or without a seat
 * @param present everybody who has been let in and is here, or is about to send
 */
public record Company(boolean inProgress, String patient, List<Member> present) {

  /** Nobody, in a room where nothing has begun. */
  public static final Company NOBODY = new Company(false, "", List.of());

  public Company {
    present = List.copyOf(present);
  }

  /** One person who is present. */
  public record Member(UUID seat, String subject, Role role) {}

  /**
   * Without whose permission this member may not be recorded: as the law has it, wherever it is
   * answered.
   */
  public Set<String> neededBy(UUID seat, RecordingRule rule) {
    Set<String> needed = new HashSet<>();
    for (Member member : present) {
      boolean self = member.seat().equals(seat);
      if (self || rule != RecordingRule.OWN_CONSENT) {
        needed.add(member.subject());
        if (member.role() == Role.RELATED_PERSON) {
          needed.add(patient);
        }
      }
    }
    return needed;
  }

  /**
   * @param answer what a person answered whether they may be recorded
   */
  public RecordingSituation situation(
      RecordingRule rule, Function<String, Optional<Provision>> answer) {
    return new RecordingSituation(
        inProgress,
        rule,
        answer.apply(patient),
        present.stream()
            .map(m -> new RecordingSituation.Party(m.seat(), m.role(), answer.apply(m.subject())))
            .toList());
  }
}
